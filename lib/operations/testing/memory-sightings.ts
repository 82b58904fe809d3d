import { type Journey, SIGHTING_LASTS } from "@/lib/core/custody/journey";
import type { EpcId, SiteId } from "@/lib/core/pack/ids";
import { isInHand } from "../ports";
import { epcOf, must, rootOf, type State, siteOfCast } from "./memory-state";

type Seen = { readonly siteId: SiteId; readonly at: number };

/** Where else a pack was last in somebody's hand, as the database's function of that name. */
export function seenElsewhere(
  state: State,
  { id, siteId, at }: { readonly id: EpcId; readonly siteId: SiteId; readonly at: number },
): (Seen & { readonly journey: Journey }) | null {
  const root = rootOf(state, id);
  const standsHere = root.place === "AT_SITE" && root.siteId === siteId;
  const counts = (seen: Seen): boolean => seen.siteId !== siteId && seen.at > at - SIGHTING_LASTS;
  const looks = state.looks
    .filter((look) => look.epcId === id && isInHand(look.entry) && counts(look))
    .filter((look) => !standsHere || look.custodySiteId !== look.siteId)
    .sort((a, b) => b.at - a.at);
  const event = state.events.get(epcOf(state, id).stateEventId);
  const told = event && !DESK.has(event.bizStep) ? [{ siteId: event.siteId, at: event.eventTime }] : [];
  const [last] = [...looks.slice(0, 1), ...told.filter((seen) => counts(seen) && !standsHere)]
    .flatMap((seen) => {
      const [from, to] = [placeOf(seen.siteId), placeOf(siteId)];
      return from && to ? [{ ...seen, journey: { from: { ...from, at: seen.at }, to: { ...to, at } } }] : [];
    })
    .sort((a, b) => b.at - a.at);
  return last ?? null;
}

/** Steps that are told at a desk: a lock, a report. */
const DESK: ReadonlySet<string | null> = new Set(["holding", "inspecting"]);

const placeOf = (id: SiteId) => must(siteOfCast(id), "site").site.coordinates;
