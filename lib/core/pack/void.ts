import { ok, type Result, refuse } from "@/lib/core/refusal";
import { broughtHere, notAtHand } from "./at-hand";
import type { Here, PackFacts } from "./axes";
import { conflictFacts } from "./conflict";
import { type PackEffect, UNCHANGED } from "./effect";

export type VoidCode = "ALREADY_SHIPPED" | "ALREADY_INACTIVE" | "NOT_IN_CUSTODY";

export type VoidInput = {
  readonly facts: PackFacts;
  readonly here: Here;
  readonly now: number;
  /** A delivery that was not taken back took the pack, or a container with it inside, off the maker's site. */
  readonly everShipped: boolean;
};

/** T1, the undo of a commission, ALLOCATED or ACTIVE → VOID, while the pack has never been shipped. */
export function voidPack({ facts, here, now, everShipped }: VoidInput): Result<PackEffect, VoidCode> {
  const { registryState: state } = facts;
  if (everShipped) {
    return refuse(
      "ALREADY_SHIPPED",
      "A pack that has left the maker can't be voided.",
      "Destroy it with a witness, or report it as stolen.",
      { state },
    );
  }
  if (state === "VOID") return ok(UNCHANGED);
  if ((state !== "ALLOCATED" && state !== "ACTIVE") || facts.ownDisposition !== null) {
    return refuse(
      "ALREADY_INACTIVE",
      "Only a new or active pack can be voided.",
      "Scan the pack to see its state.",
      conflictFacts(facts, here, now),
    );
  }
  return notAtHand(facts, here) ?? ok({ registryState: "VOID", ...broughtHere(facts, here), changed: true });
}
