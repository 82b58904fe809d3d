import type { Refusal } from "@/lib/core/refusal";
import { isUndoOpen, undoOpenUntil } from "@/lib/core/time/undo-window";
import { localDay } from "@/lib/core/time/zone";
import type { Here, PackFacts, Supplied } from "./axes";

/** By whom, as a role towards the one who asks: a conflict never names another party. */
export type SetBy = "THIS_SITE" | "YOUR_ORGANISATION" | "ANOTHER_ORGANISATION";

export function setBy(supplied: Pick<Supplied, "orgId" | "siteId">, here: Here): SetBy {
  if (supplied.orgId !== here.orgId) return "ANOTHER_ORGANISATION";
  return supplied.siteId === here.siteId ? "THIS_SITE" : "YOUR_ORGANISATION";
}

/** The supply when this site set it, else null. */
export const suppliedHere = (supplied: Supplied | null, here: Here): Supplied | null =>
  supplied && setBy(supplied, here) === "THIS_SITE" ? supplied : null;

/**
 * The current state, who set it (by role), when, and until when it can be undone. The exact time and the undo
 * belong to the site that set it; others learn the day.
 */
export function conflictFacts(facts: PackFacts, here: Here, now: number): NonNullable<Refusal["facts"]> {
  const { registryState: state, supplied } = facts;
  if (state !== "SUPPLIED" || !supplied) return { state };
  const by = setBy(supplied, here);
  const day = localDay(here.timeZone, supplied.eventTime);
  if (by !== "THIS_SITE") return { state, by, day };
  return {
    state,
    by,
    day,
    at: new Date(supplied.eventTime).toISOString(),
    undoOpen: isUndoOpen(supplied, now),
    undoOpenUntil: new Date(undoOpenUntil(supplied)).toISOString(),
  };
}
