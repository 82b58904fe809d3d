import type { Refusal } from "@/lib/core/refusal";
import { isUndoOpen, undoOpenUntil } from "@/lib/core/time/undo-window";
import { localDay } from "@/lib/core/time/zone";
import type { Here, PackFacts, RegistryState, StateSet, Supplied } from "./axes";

/** By whom, as a role towards the one who asks: a conflict never names another party. */
export type SetBy = "THIS_SITE" | "YOUR_ORGANISATION" | "ANOTHER_ORGANISATION";

export function setBy(set: Pick<StateSet, "orgId" | "siteId">, here: Here): SetBy {
  if (set.orgId !== here.orgId) return "ANOTHER_ORGANISATION";
  return set.siteId === here.siteId ? "THIS_SITE" : "YOUR_ORGANISATION";
}

/** The supply when this site set it, else null. */
export const suppliedHere = (supplied: Supplied | null, here: Here): Supplied | null =>
  supplied && setBy(supplied, here) === "THIS_SITE" ? supplied : null;

/** What the site that set it can take back for ten days; locks and check-outs have rules of their own. */
export const TEN_DAY_STATES = ["SUPPLIED", "EXPORTED", "SAMPLE", "FREE_SAMPLE"] as const;
export type TenDayState = (typeof TEN_DAY_STATES)[number];
export const isTenDayState = (state: RegistryState): state is TenDayState =>
  (TEN_DAY_STATES as readonly RegistryState[]).includes(state);

/**
 * The current state, who set it (by role), when, and until when it can be undone. The exact time and the undo
 * belong to the site that set it; others learn the day.
 */
export function conflictFacts(facts: PackFacts, here: Here, now: number): NonNullable<Refusal["facts"]> {
  const { registryState: state, stateSet } = facts;
  if (state === "ACTIVE" || state === "ALLOCATED" || !stateSet) return { state };
  const by = setBy(stateSet, here);
  const day = localDay(here.timeZone, stateSet.eventTime);
  if (by !== "THIS_SITE") return { state, by, day };
  const at = new Date(stateSet.eventTime).toISOString();
  if (!isTenDayState(state)) return { state, by, day, at };
  return {
    state,
    by,
    day,
    at,
    undoOpen: isUndoOpen(stateSet, now),
    undoOpenUntil: new Date(undoOpenUntil(stateSet)).toISOString(),
  };
}
