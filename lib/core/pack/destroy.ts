import { standingOf } from "@/lib/core/custody/standing";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import type { Here, PackFacts } from "./axes";
import { blockersOf } from "./blockers";
import { conflictFacts } from "./conflict";
import type { PackEffect } from "./effect";
import type { PersonId } from "./ids";

export type DestroyCode = "WITNESS_MISSING" | "SAME_PERSON" | "NOT_IN_CUSTODY" | "ALREADY_INACTIVE";

export type DestroyInput = {
  readonly facts: PackFacts;
  readonly here: Here;
  readonly now: number;
  readonly by: PersonId;
  readonly witness: PersonId | null;
};

/**
 * T7, destroy with a witness. Of a recalled or expired pack the registry state stays and D becomes DISPOSED:
 * merged axes are why other repositories can't say how much of a recalled batch is accounted for.
 */
export function destroy(input: DestroyInput): Result<PackEffect, DestroyCode> {
  const { facts, here, now, by, witness } = input;
  if (witness === null) {
    return refuse("WITNESS_MISSING", "A destruction needs a witness.", "Name the person who saw it.");
  }
  if (witness === by) {
    return refuse("SAME_PERSON", "The witness must be another person.", "Name the person who saw it.");
  }
  const { registryState: state } = facts;
  if (
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
  const standing = standingOf(facts, here);
  if (standing === "ELSEWHERE" || standing === "IN_TRANSIT") {
    return refuse("NOT_IN_CUSTODY", "This pack is not at your site.", "Receive it first.", { standing });
  }
  const keepsState = blockersOf(facts, localDay(here.timeZone, now)).some(
    ({ code }) => code === "RECALLED" || code === "RECALL_HOLD" || code === "EXPIRED",
  );
  return ok({
    ...(state === "ACTIVE" && !keepsState
      ? { registryState: "DESTROYED" as const }
      : { ownDisposition: "DISPOSED" as const }),
    ...(facts.parentId === null ? {} : { unpackFirst: true }),
    ...(standing === "FIRST_SEEN" ? { countInFirst: true } : {}),
    changed: true,
  });
}
