import { PURPOSES } from "@/lib/core/custody/purposes";
import type { LotDelivery } from "@/lib/core/custody/returned-lots";
import type { EpcId, OrgId } from "@/lib/core/pack/ids";
import type { PackReturn, ReturnTx } from "../return-ports";
import {
  delegated,
  type EventRow,
  epcOf,
  must,
  type Session,
  type ShipmentRow,
  type State,
  siteOfCast,
} from "./memory-state";
import { spansOf, stepsOf } from "./memory-trace";
import { guardUnits } from "./memory-units";

/** Returns in memory: the functions of prisma/functions/returns.sql. */
export function memoryReturns({ state, scope }: Session): ReturnTx {
  const org = scope.orgId;
  return {
    async returnsOf(ids) {
      guardUnits(state, org, ids);
      return new Map(
        ids.flatMap((id) => {
          const back = returnOf(state, org, id);
          return back ? [[id, back]] : [];
        }),
      );
    },
    async lotDeliveries(siteId, batchIds) {
      if (siteOfCast(siteId)?.organisation.id !== org) throw new Error("Not this organisation's site");
      return legsOf(state)
        .flatMap((leg) => state.quantityLines.map((line) => ({ leg, line })))
        .filter(({ leg, line }) => line.shipmentId === leg.id && batchIds.includes(line.batchId))
        .sort((a, b) => a.leg.seq - b.leg.seq || (a.line.batchId < b.line.batchId ? -1 : 1))
        .flatMap(({ leg, line: { batchId, quantity, missing, received } }): readonly LotDelivery[] => {
          const { productId } = must(state.batches.get(batchId), "batch");
          if (leg.purpose === "return" && leg.receiverId === org) {
            const came = { customerId: leg.event.actingForId ?? leg.senderId, quantity: received };
            const at = leg.receivedAt ?? 0;
            return [{ batchId, what: "returned", ...came, at, here: leg.receiverSiteId === siteId }];
          }
          return supplies(leg) && isOurs(leg, { org, tookBack: org, productId })
            ? [
                {
                  batchId,
                  what: "supplied",
                  customerId: leg.receiverId,
                  quantity: quantity - missing,
                  at: leg.at,
                  here: false,
                },
              ]
            : [];
        })
        .filter(({ quantity }) => quantity > 0);
    },
  };
}

type Leg = ShipmentRow & { readonly seq: number; readonly event: EventRow; readonly at: number };

/** Every delivery between two organisations or sites that was not called back, in the ledger's order. */
const legsOf = (state: State): readonly Leg[] =>
  [...state.shipments.values()]
    .filter((row) => row.state !== "VOIDED")
    .map((row) => {
      const event = must(state.events.get(row.shipEventId), "shipping event");
      const at = Math.min(event.eventTime, event.recordTime);
      return { ...row, seq: Number(event.ledgerSeq), event, at };
    })
    .sort((a, b) => a.seq - b.seq);

/** Brings goods that the receiver keeps. */
const supplies = ({ purpose, senderId, receiverId }: Leg): boolean =>
  PURPOSES[purpose].arrivesAs === null && purpose !== "destruction" && senderId !== receiverId;

function isOurs(
  { senderId, buyerId, event }: Leg,
  {
    org,
    tookBack,
    productId,
  }: {
    readonly org: OrgId;
    readonly tookBack: OrgId;
    readonly productId: Parameters<typeof delegated>[3];
  },
): boolean {
  return [senderId, buyerId, event.actingForId].some(
    (party) =>
      party !== null &&
      (party === org || party === tookBack || delegated(org, party, "restock-packs", productId)),
  );
}

function returnOf(state: State, org: OrgId, id: EpcId): PackReturn | null {
  const spans = spansOf(state, id);
  const legs = legsOf(state).filter(({ seq, lines }) =>
    spans.some(({ epc, from, to }) => from <= seq && seq < to && lines.some(({ epcId }) => epcId === epc)),
  );
  const back = legs.findLast(({ purpose }) => purpose === "return");
  const { batchId } = epcOf(state, id);
  if (!back || !batchId) return null;
  const { productId } = must(state.batches.get(batchId), "batch");
  const receipt = stepsOf(state, id).find(
    ({ event }) =>
      Number(event.ledgerSeq) > back.seq &&
      event.bizStep === "receiving" &&
      event.capturerId === back.receiverId,
  );
  if (!receipt) return null;
  const ours = (leg: Leg): boolean => isOurs(leg, { org, tookBack: back.receiverId, productId });
  const returner = [back.senderId, back.event.actingForId];
  const supply = legs.findLast(
    (leg) =>
      leg.seq < back.seq &&
      returner.includes(leg.receiverId) &&
      supplies(leg) &&
      (leg.purpose !== "transfer" || ours(leg)),
  );
  return {
    customerId: back.event.actingForId ?? back.senderId,
    suppliedAt: supply && ours(supply) ? supply.at : null,
    returnedAt: receipt.event.recordTime,
  };
}
