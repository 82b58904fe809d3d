import type { PlaceTx } from "../place-ports";
import { byLink, epcOf, newId, type Session, siteOfCast } from "./memory-state";

/** Places inside sites, and totes, with the guards of the database. */
export function memoryPlaces(session: Session): PlaceTx {
  const { state, scope } = session;
  const org = scope.orgId;
  const keyOf = (site: string, label: string) => `${site} ${label}`;
  const ownSite = (site: Parameters<typeof siteOfCast>[0]) => {
    if (siteOfCast(site)?.organisation.id !== org) throw new Error("Not this organisation's site");
  };
  return {
    async definePlace({ siteId, label, kind }) {
      ownSite(siteId);
      const key = keyOf(siteId, label);
      const is = state.places.get(key) ?? kind;
      state.places.set(key, is);
      return is;
    },
    placeKind: async (site, label) => state.places.get(keyOf(site, label)) ?? null,
    async putAway(roots, label) {
      for (const id of roots) {
        const row = epcOf(state, id);
        const there = row.siteId && state.places.has(keyOf(row.siteId, label));
        if (row.parentId || row.holderId !== org || row.place !== "AT_SITE" || !there) {
          throw new Error("A unit is not in this organisation's custody at that place's site");
        }
        state.epcs.set(id, { ...row, storedAt: label });
      }
    },
    places: async (site) =>
      [...state.places]
        .filter(([key]) => key.startsWith(`${site} `) && siteOfCast(site)?.organisation.id === org)
        .map(([key, kind]) => {
          const label = key.slice(site.length + 1);
          const there = [...state.epcs.values()].filter(
            (row) =>
              row.siteId === site &&
              row.storedAt === label &&
              row.holderId === org &&
              row.place === "AT_SITE",
          );
          return { label, kind, links: there.map(({ link }) => link).sort() };
        })
        .sort((a, b) => (a.label < b.label ? -1 : 1)),
    async createTote({ siteId, link, grai, eventId }) {
      ownSite(siteId);
      if (byLink(state, link)) throw new Error(`${link} exists already`);
      const id = newId(session, link);
      const nothing = { gtin: null, serial: null, sscc: null, batchId: null, parentId: null };
      const rest = { ownDisposition: null, remaining: null, state: "ACTIVE", place: "AT_SITE" } as const;
      state.epcs.set(id, {
        ...nothing,
        ...rest,
        id,
        kind: "sscc",
        link,
        grai,
        holderId: org,
        siteId,
        stateEventId: eventId,
      });
      state.links.set(link, id);
      return id;
    },
  };
}
