import { standingOf } from "@/lib/core/custody/standing";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import type { Here, PackFacts, RegistryState } from "./axes";
import { BECAUSE_IT } from "./blocker-words";
import { blockersOf, dispensable } from "./blockers";
import { conflictFacts } from "./conflict";
import { type PackEffect, UNCHANGED } from "./effect";

type Transition = {
  readonly from: RegistryState;
  readonly to: RegistryState;
  /** What the pack must be besides being in `from`. */
  readonly needs: "custody" | "dispensable" | "nothing";
  /** By the same site within ten days · at any time by its locker · until the new pack is linked · never. */
  readonly undo: "ten-days" | "any-time" | "until-replaced" | "never";
};

/**
 * The transitions of the registry axis that share one shape (DOMAIN: T3–T5, T6, T8). Commissioning, supply, undo
 * and destruction have rules of their own and live in files of their own.
 */
export const TRANSITIONS = {
  export: { from: "ACTIVE", to: "EXPORTED", needs: "custody", undo: "ten-days" },
  sample: { from: "ACTIVE", to: "SAMPLE", needs: "custody", undo: "ten-days" },
  "free-sample": { from: "ACTIVE", to: "FREE_SAMPLE", needs: "custody", undo: "ten-days" },
  lock: { from: "ACTIVE", to: "LOCKED", needs: "nothing", undo: "any-time" },
  unlock: { from: "LOCKED", to: "ACTIVE", needs: "nothing", undo: "any-time" },
  "check-out": { from: "ACTIVE", to: "CHECKED_OUT", needs: "dispensable", undo: "until-replaced" },
  stolen: { from: "ACTIVE", to: "STOLEN", needs: "nothing", undo: "never" },
} as const satisfies Record<string, Transition>;
export type TransitionName = keyof typeof TRANSITIONS;

export type TransitionCode = "ALREADY_INACTIVE" | "NOT_LOCKED" | "NOT_IN_CUSTODY" | "NOT_DISPENSABLE";

export type TransitionInput = { readonly facts: PackFacts; readonly here: Here; readonly now: number };

/** Moves a pack along one row of TRANSITIONS. What a lost race finds done already is a conflict with its facts. */
export function transition(name: TransitionName, input: TransitionInput): Result<PackEffect, TransitionCode> {
  const { facts, here, now } = input;
  const row: Transition = TRANSITIONS[name];
  if (facts.registryState !== row.from) {
    // Theft is often reported by more than one party: the second report is not a conflict.
    if (name === "stolen" && facts.registryState === "STOLEN") return ok(UNCHANGED);
    return refuse(
      name === "unlock" ? "NOT_LOCKED" : "ALREADY_INACTIVE",
      name === "unlock" ? "This pack is not locked." : "This pack is no longer active.",
      "Scan the pack to see its state.",
      conflictFacts(facts, here, now),
    );
  }
  const standing = standingOf(facts, here);
  if (row.needs !== "nothing" && standing !== "HERE" && standing !== "FIRST_SEEN") {
    return refuse("NOT_IN_CUSTODY", "This pack is not at your site.", "Receive it first.", { standing });
  }
  const today = localDay(here.timeZone, now);
  if (row.needs === "dispensable" && !dispensable(facts, today)) {
    const reason = blockersOf(facts, today)[0]?.code ?? "EXPIRED";
    return refuse(
      "NOT_DISPENSABLE",
      `This pack can't be repacked, because it ${BECAUSE_IT[reason]}.`,
      "Put it in quarantine.",
      { reason },
    );
  }
  return ok({
    registryState: row.to,
    ...(facts.parentId === null || row.needs === "nothing" ? {} : { unpackFirst: true }),
    ...(standing === "FIRST_SEEN" && row.needs !== "nothing" ? { countInFirst: true } : {}),
    changed: true,
  });
}
