import { ok, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { broughtHere, notAtHand } from "./at-hand";
import type { Here, PackFacts } from "./axes";
import { blockersOf } from "./blockers";
import { conflictFacts } from "./conflict";
import type { PackEffect } from "./effect";
import type { PersonId } from "./ids";

export type WitnessCode = "WITNESS_MISSING" | "WITNESS_UNKNOWN" | "SAME_PERSON";
export type DestroyCode = "NOT_IN_CUSTODY" | "ALREADY_INACTIVE";

/**
 * T7, the second person of a destruction: of the same organisation, and not the one who destroys. Asked once for all
 * packs of a call. `colleague`: the organisation knows the witness as one of its people.
 */
export function witnessed(
  by: PersonId,
  witness: PersonId | null,
  colleague: boolean,
): Result<PersonId, WitnessCode> {
  if (witness === null) {
    return refuse("WITNESS_MISSING", "A destruction needs a witness.", "Name the person who saw it.");
  }
  if (witness === by) {
    return refuse("SAME_PERSON", "The witness must be another person.", "Name the person who saw it.");
  }
  return colleague
    ? ok(witness)
    : refuse(
        "WITNESS_UNKNOWN",
        "The witness is not a person of your organisation.",
        "Name a colleague who saw it.",
      );
}

/**
 * T7, destroy. Of a recalled or expired pack the registry state stays and D becomes DISPOSED:
 * merged axes are why other repositories can't say how much of a recalled batch is accounted for.
 */
export function destroy(facts: PackFacts, here: Here, now: number): Result<PackEffect, DestroyCode> {
  const { registryState: state } = facts;
  if (
    state === "ALLOCATED" ||
    state === "DESTROYED" ||
    state === "STOLEN" ||
    state === "VOID" ||
    facts.ownDisposition === "DISPOSED"
  ) {
    return refuse(
      "ALREADY_INACTIVE",
      "This pack is already recorded as gone.",
      "Put it in quarantine and tell the person responsible: it should not be here.",
      conflictFacts(facts, here, now),
    );
  }
  const away = notAtHand(facts, here);
  if (away) return away;
  const keepsState = blockersOf(facts, localDay(here.timeZone, now), here).some(
    ({ code }) => code === "RECALLED" || code === "RECALL_HOLD" || code === "EXPIRED",
  );
  return ok({
    ...broughtHere(facts, here),
    ...(state === "ACTIVE" && !keepsState
      ? { registryState: "DESTROYED" as const }
      : { ownDisposition: "DISPOSED" as const }),
    changed: true,
  });
}
