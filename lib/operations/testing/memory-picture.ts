import { epcOf, must, openHolds, type State, siteOfCast } from "./memory-state";
import { productOf, recallIn } from "./memory-units";
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
      storedAt: row.storedAt ?? null,
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
      .map(({ number, state: at, heldAt, recalls }) => {
        const gravest = recallIn(recalls);
        return [number, at, heldAt !== null, gravest?.class ?? "-", gravest?.depth ?? "-"].join(" ");
      })
      .sort(),
    market: marketLines(state),
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
      open: row.state === "OPEN" || row.state === "PARTLY_RECEIVED",
      from: row.senderSiteId,
      to: row.receiverSiteId,
      lines: row.lines.map((line) => link(line.epcId)).sort(),
    })),
    quantities: quantityLines(state),
    arrivals: [
      ...[...state.announcements.values()].flatMap(({ despatchAdvice, closedAt, lines }) => [
        `announced ${despatchAdvice} ${closedAt === null ? "open" : "closed"}`,
        ...lines.map((line) =>
          [
            despatchAdvice,
            line.no,
            "link" in line ? line.link : `${line.gtin} ${line.quantity}`,
            line.state,
            line.received ?? "-",
          ].join(" "),
        ),
      ]),
      ...state.waiting.map(({ link: named, outcome }) => `waiting ${named} ${outcome ?? "open"}`),
    ].sort(),
    threads: [...state.exceptions.values()]
      .flatMap(({ kind, link: named, outcome, proposal, thread }) => [
        ["=", kind, named ?? "-", outcome ?? "open", proposal?.outcome ?? "-", proposal?.by ?? "-"].join(" "),
        ...thread.map((note) =>
          [kind, named ?? "-", note.said, note.side ?? "-", note.outcome ?? "-", note.text].join(" "),
        ),
      ])
      .sort(),
    exceptions: [...state.exceptions.values()]
      .map(
        ({ kind, link: named, closedAt }) =>
          `${kind} ${named ?? "-"} ${closedAt === null ? "open" : "closed"}`,
      )
      .sort(),
    alerts: [...state.alerts.values()]
      .map(({ orgId, gtin, serial, cause, count }) => [orgId, gtin, serial, cause, count].join(" "))
      .sort(),
    heldSubjects: [...state.holds.values()]
      .flatMap(({ id, epcId, released }) => (epcId || released ? [] : [id]))
      .sort(),
    looks: state.looks.length,
    audit: state.audit.map(({ orgId, action, outcome }) => [orgId, action, outcome].join(" ")),
    captures: [...state.captures.values()]
      .map(({ orgId, given, effect, refusal, waitsFor }) =>
        [orgId, given.name, effect, refusal.code, ...waitsFor].join(" "),
      )
      .sort(),
    events: [...state.events.values()]
      .sort((a, b) => Number(a.ledgerSeq) - Number(b.ledgerSeq))
      .map(({ ledgerSeq, eventHash, name, effect, parties, detail }) =>
        [ledgerSeq, eventHash, name ?? "-", effect, ...[...parties].sort(), ...Object.values(detail)].join(
          " ",
        ),
      ),
  };
}

function quantityLines(state: State): readonly string[] {
  const at = new Map<string, number>();
  for (const { batchId, siteId, book, delta } of state.quantityMoves) {
    const key = `${batchId} ${siteId} ${book}`;
    at.set(key, (at.get(key) ?? 0) + delta);
  }
  const lines = state.quantityLines.map(({ shipmentId, batchId, quantity, received, missing }) =>
    [shipmentId, batchId, quantity, received, missing].join(" "),
  );
  return [...[...at].flatMap(([key, n]) => (n === 0 ? [] : [`${key} ${n}`])), ...lines].sort();
}

/** Recalls, answers, withdrawals, and holds on batches and deliveries. */
function marketLines(state: State): readonly string[] {
  const number = (id: Parameters<State["batches"]["get"]>[0]): string =>
    must(state.batches.get(id), "batch").number;
  return [
    ...[...state.recalls.values()].map(({ state: at, recall, markets, batchIds, range }) =>
      ["recall", at, recall.class, recall.depth, markets, batchIds.map(number).sort(), range !== null].join(
        " ",
      ),
    ),
    ...[...state.batches.values()].flatMap((batch) =>
      batch.recalls.map(({ market, class: grave, depth }) =>
        ["market", batch.number, market, grave, depth].join(" "),
      ),
    ),
    ...state.responses.map(({ siteId, step, impact, quantity }) =>
      ["answer", siteOfCast(siteId)?.site.gln, step, impact ?? "-", quantity ?? "-"].join(" "),
    ),
    ...state.withdrawals.map(({ productId, market }) =>
      ["withdrawn", productOf(productId).gtin, market].join(" "),
    ),
    ...[...state.holds.values()].flatMap(({ kind, batchId, shipmentId, released }) => {
      if (!batchId && !shipmentId) return [];
      const on = batchId ? number(batchId) : must(shipmentId && state.shipments.get(shipmentId), "shipment");
      const name = typeof on === "string" ? `batch ${on}` : `delivery ${on.despatchAdvice}`;
      return [`hold ${kind} ${name} ${released ? "released" : "open"}`];
    }),
  ].sort();
}
