import { ok, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { broughtHere, isGone, notAtHand } from "./at-hand";
import type { Here, PackFacts, RegistryState } from "./axes";
import { BECAUSE_IT } from "./blocker-words";
import { blockersOf } from "./blockers";
import { conflictFacts } from "./conflict";
import { type PackEffect, UNCHANGED } from "./effect";

type Transition = {
  readonly to: RegistryState;
  /** What the pack must be besides ACTIVE; "claim": a right to speak about it wherever it is. */
  readonly needs: "custody" | "dispensable" | "claim";
};

/**
 * The transitions of the registry axis that leave ACTIVE and share one shape (DOMAIN: T3–T6, T8). Commissioning,
 * supply, undo and destruction have rules of their own and live in files of their own.
 */
export const TRANSITIONS = {
  export: { to: "EXPORTED", needs: "custody" },
  sample: { to: "SAMPLE", needs: "custody" },
  "free-sample": { to: "FREE_SAMPLE", needs: "custody" },
  lock: { to: "LOCKED", needs: "claim" },
  "check-out": { to: "CHECKED_OUT", needs: "dispensable" },
  stolen: { to: "STOLEN", needs: "claim" },
} as const satisfies Record<string, Transition>;
export type TransitionName = keyof typeof TRANSITIONS;

export type TransitionCode = "ALREADY_INACTIVE" | "NOT_IN_CUSTODY" | "NOT_DISPENSABLE";

/**
 * By what right the asking organisation locks a pack or reports it stolen: its batch is theirs, they possess it (of
 * goods on their way the sender still does), or they are an authority.
 */
export type Claim = "maker" | "possessor" | "authority" | null;

export type TransitionInput = {
  readonly facts: PackFacts;
  readonly here: Here;
  readonly now: number;
  readonly claim: Claim;
};

/** Moves a pack along one row of TRANSITIONS. What a lost race finds done already is a conflict with its facts. */
export function transition(name: TransitionName, input: TransitionInput): Result<PackEffect, TransitionCode> {
  const { facts, here, now, claim } = input;
  const { to, needs }: Transition = TRANSITIONS[name];
  // Asked first: a conflict tells the state, and a stranger gets to know nothing about a pack.
  if (needs === "claim" && claim === null) {
    return refuse(
      "NOT_IN_CUSTODY",
      "This pack is neither yours nor with you.",
      "Ask its maker, whoever holds it, or the authority.",
    );
  }
  if (facts.registryState !== "ACTIVE" || isGone(facts)) {
    // Theft is often reported by more than one party: the second report is not a conflict.
    if (name === "stolen" && facts.registryState === "STOLEN") return ok(UNCHANGED);
    return refuse(
      "ALREADY_INACTIVE",
      "This pack is no longer active.",
      "Scan the pack to see its state.",
      conflictFacts(facts, here, now),
    );
  }
  if (needs === "claim") return ok({ registryState: to, changed: true });
  const away = notAtHand(facts, here);
  if (away) return away;
  const [blocker] = needs === "dispensable" ? blockersOf(facts, localDay(here.timeZone, now), here) : [];
  if (blocker) {
    return refuse(
      "NOT_DISPENSABLE",
      `This pack can't be repacked, because it ${BECAUSE_IT[blocker.code]}.`,
      "Put it in quarantine.",
      { reason: blocker.code },
    );
  }
  return ok({ registryState: to, ...broughtHere(facts, here), changed: true });
}
