import type { EpcId, OrgId, ShipmentId } from "@/lib/core/pack/ids";
import type { DeliveryException, ExceptionId, ExceptionNote, ExceptionTx } from "../exception-ports";
import { exceptionId } from "../exception-ports";
import type { LedgerTx } from "../ports";
import { deliveryOf } from "./memory-shipments";
import { climb, epcOf, must, type Session, type State } from "./memory-state";
import { childrenOf } from "./memory-units";

const said = (row: DeliveryException, note: ExceptionNote): DeliveryException => ({
  ...row,
  thread: [...row.thread, note],
});

/** What delivery_exceptions of the database answers. */
export const exceptionsOf = (state: State, org: OrgId, id: ShipmentId): readonly DeliveryException[] =>
  deliveryOf(state, org, id) === null
    ? []
    : [...state.exceptions.values()]
        .filter(({ shipmentId }) => shipmentId === id)
        .sort((a, b) => a.raisedAt - b.raisedAt || order(a, b));

const order = (a: DeliveryException, b: DeliveryException): number =>
  `${a.kind} ${a.link ?? "~"}` < `${b.kind} ${b.link ?? "~"}` ? -1 : 1;

/** Reports of this unit, or of a container around it, that were settled without the goods are open again. */
export function reopenMissing(state: State, id: EpcId, at: number): void {
  const links = new Set(climb(state, id).map(({ link }) => link));
  for (const [key, row] of state.exceptions) {
    if (row.kind !== "missing" || row.link === null || !links.has(row.link)) continue;
    if (row.outcome === null || row.outcome === "found") continue;
    const seen = { at, side: null, said: "seen", outcome: null, text: "" } as const;
    state.exceptions.set(key, said({ ...row, outcome: null, closedAt: null, proposal: null }, seen));
  }
}

/** Both sides' reports of a unit that nobody found. */
const unfound = (state: State, link: string): readonly [ExceptionId, DeliveryException][] =>
  [...state.exceptions].filter(
    ([, row]) => row.kind === "missing" && row.link === link && row.outcome !== "found",
  );

function closeFound(
  state: State,
  id: ExceptionId,
  { by, at }: { readonly by: "sender" | "receiver"; readonly at: number },
): void {
  const row = must(state.exceptions.get(id), "exception");
  const found = { at, side: by, said: "found", outcome: "found", text: "" } as const;
  state.exceptions.set(id, said({ ...row, outcome: "found", closedAt: at, proposal: null }, found));
}

function arrive(state: State, id: ShipmentId, epc: EpcId): void {
  const row = must(state.shipments.get(id), "shipment");
  const lines = row.lines.map((line) =>
    line.epcId === epc && line.state === "missing" ? { ...line, state: "received" as const } : line,
  );
  state.shipments.set(id, { ...row, lines });
}

/** Differences in memory, with the guards of the database's functions. */
export function memoryExceptions({
  state,
  scope,
}: Session): ExceptionTx & Pick<LedgerTx, "missingFrom" | "closeMissing" | "takeFound"> {
  const org = scope.orgId;
  return {
    async raiseException({ id, shipmentId, kind, link, quantity, note, at }) {
      if (!deliveryOf(state, org, shipmentId)) throw new Error("Not this organisation's delivery");
      state.exceptions.set(exceptionId(id), {
        id: exceptionId(id),
        shipmentId,
        kind,
        link,
        quantity,
        note,
        raisedAt: at,
        proposal: null,
        outcome: null,
        closedAt: null,
        thread: [],
      });
    },
    async lockException(id) {
      const row = state.exceptions.get(id);
      return row && deliveryOf(state, org, row.shipmentId) ? row : null;
    },
    async sayOfException({ exceptionId: id, side, said: what, outcome, text, at }) {
      const row = must(state.exceptions.get(id), "exception");
      const delivery = must(deliveryOf(state, org, row.shipmentId), "delivery");
      const mine = org === (side === "sender" ? delivery.senderId : delivery.receiverId);
      const agreed = row.proposal?.by !== side && row.proposal?.outcome === outcome;
      const settled = what === "carried-out" ? row.outcome === outcome : row.closedAt === null;
      if (!mine || (what !== "note" && !settled) || (what === "agreed" && !agreed)) {
        throw new Error("Not this organisation's to say of a delivery");
      }
      state.exceptions.set(
        id,
        said(
          {
            ...row,
            ...(what === "proposed" && outcome ? { proposal: { outcome, by: side } } : {}),
            ...(what === "agreed" ? { outcome, closedAt: at } : {}),
          },
          { at, side, said: what, outcome, text },
        ),
      );
    },
    async missingFrom(link) {
      for (const [, { shipmentId }] of [...unfound(state, link)].reverse()) {
        const delivery = deliveryOf(state, org, shipmentId);
        if (delivery) return delivery;
      }
      return null;
    },
    async closeMissing({ shipmentId, epcId, by, at }) {
      const row = must(state.shipments.get(shipmentId), "shipment");
      const reports = unfound(state, epcOf(state, epcId).link).filter(([, x]) => x.shipmentId === shipmentId);
      if (reports.length === 0 || org !== (by === "receiver" ? row.receiverId : row.senderId)) {
        throw new Error("No such open report of this organisation");
      }
      for (const [id] of reports) closeFound(state, id, { by, at });
      if (by === "receiver") arrive(state, shipmentId, epcId);
    },
    async takeFound({ id, siteId, at }) {
      const pack = epcOf(state, id);
      const lost = pack.kind === "sgtin" && !pack.parentId && pack.ownDisposition === "UNKNOWN";
      if (!lost || !["ACTIVE", "LOCKED"].includes(pack.state)) throw new Error("No such open report");
      const told = new Set<OrgId>();
      for (const [key, { shipmentId }] of unfound(state, pack.link)) {
        const { senderId, receiverId } = must(state.shipments.get(shipmentId), "shipment");
        for (const side of [senderId, receiverId]) told.add(side);
        if (org === receiverId) arrive(state, shipmentId, id);
        if (org === receiverId || org === senderId) {
          closeFound(state, key, { by: org === receiverId ? "receiver" : "sender", at });
        } else {
          const row = must(state.exceptions.get(key), "exception");
          const seen = { at, side: null, said: "seen", outcome: null, text: "" } as const;
          state.exceptions.set(key, said({ ...row, outcome: "found", closedAt: at, proposal: null }, seen));
        }
      }
      state.epcs.set(id, { ...pack, holderId: org, siteId, place: "AT_SITE", ownDisposition: null });
      return [...told];
    },
    async expectApart(id, lines) {
      const row = must(state.shipments.get(id), "shipment");
      const brought = new Set<EpcId>();
      const add = (epc: EpcId): void => {
        brought.add(epc);
        for (const child of childrenOf(state, epc)) if (child.kind === "sscc") add(child.id);
      };
      for (const line of row.lines) if (line.state === "expected") add(line.epcId);
      const fits = lines.every(({ epcId }) => {
        const last = state.intervals.filter(({ child }) => child === epcId).at(-1);
        const { parentId, place } = epcOf(state, epcId);
        return last && last.to !== null && brought.has(last.parent) && !parentId && place === "IN_TRANSIT";
      });
      if (row.receiverId !== org || !["OPEN", "PARTLY_RECEIVED"].includes(row.state) || !fits) {
        throw new Error("Not an open delivery of this organisation with these units");
      }
      const apart = lines.map((line) => ({ ...line, state: "expected" as const }));
      state.shipments.set(id, { ...row, lines: [...row.lines, ...apart] });
    },
  };
}
