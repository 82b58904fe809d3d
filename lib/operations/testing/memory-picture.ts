import { epcOf, openHolds, type State } from "./memory-state";
import { type Picture, recount, type UnitPicture } from "./picture";

export function memoryPicture(state: State): Picture {
  const units: Record<string, UnitPicture> = {};
  for (const row of state.epcs.values()) {
    units[row.link] = {
      id: row.id,
      state: row.state,
      ownDisposition: row.ownDisposition,
      parent: row.parentId && epcOf(state, row.parentId).link,
      holder: row.holderId,
      site: row.siteId,
      place: row.place,
      holds: openHolds(state, row.id)
        .map(({ kind }) => kind)
        .sort(),
      remaining: row.remaining,
    };
  }
  const links = new Map([...state.epcs.values()].map(({ link, batchId }) => [link, batchId]));
  const link = (id: Parameters<typeof epcOf>[1]): string => epcOf(state, id).link;
  return {
    units,
    stock: recount(units, (key) => links.get(key) ?? null),
    intervals: state.intervals
      .map(({ child, parent, from, to }) => `${link(child)} in ${link(parent)} ${from}–${to ?? ""}`)
      .sort(),
    genealogy: state.genealogy.map(({ eventId, epcId, side }) => `${link(epcId)} ${side} ${eventId}`).sort(),
    batches: [...state.batches.values()]
      .map(({ number, state: at, heldAt, recall }) =>
        [number, at, heldAt !== null, recall?.class ?? "-", recall?.depth ?? "-"].join(" "),
      )
      .sort(),
    shipments: [...state.shipments.values()]
      .map(({ despatchAdvice, state: at, packCount, lines }) =>
        [
          despatchAdvice,
          at,
          packCount,
          ...lines.map((line) => `${link(line.epcId)} ${line.packCount} ${line.state}`).sort(),
        ].join(" "),
      )
      .sort(),
    shipmentIds: [...state.shipments.values()].map((row) => ({
      id: row.id,
      open: row.state === "OPEN",
      from: row.senderSiteId,
      to: row.receiverSiteId,
      lines: row.lines.map((line) => link(line.epcId)).sort(),
    })),
    exceptions: [...state.exceptions.values()]
      .map(({ kind, link: named, closedAt }) => `${kind} ${named} ${closedAt === null ? "open" : "closed"}`)
      .sort(),
    alerts: [...state.alerts.values()]
      .map(({ orgId, gtin, serial, cause, count }) => [orgId, gtin, serial, cause, count].join(" "))
      .sort(),
    looks: state.looks.length,
    audit: state.audit.map(({ orgId, action, outcome }) => [orgId, action, outcome].join(" ")),
    events: [...state.events.values()]
      .sort((a, b) => Number(a.ledgerSeq) - Number(b.ledgerSeq))
      .map(({ ledgerSeq, eventHash, parties, detail }) =>
        [ledgerSeq, eventHash, ...[...parties].sort(), ...Object.values(detail)].join(" "),
      ),
  };
}
