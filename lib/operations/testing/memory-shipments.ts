import type { OrgId } from "@/lib/core/pack/ids";
import type { Delivery, LedgerTx } from "../ports";
import { epcOf, must, type Session, type ShipmentRow, type State, siteOfCast } from "./memory-state";
import { guardUnits, productOf } from "./memory-units";

/** A delivery as either side sees it; null for everybody else. */
export function deliveryOf(state: State, org: OrgId, id: ShipmentRow["id"]): Delivery | null {
  const row = state.shipments.get(id);
  if (!row || (row.senderId !== org && row.receiverId !== org)) return null;
  const { shipEventId, lines, ...shipment } = row;
  return {
    ...shipment,
    ownerId: state.events.get(shipEventId)?.actingForId ?? null,
    lines: lines
      .map(({ epcId, packCount, state: lineState }) => {
        const { id: unitId, link, kind, gtin, serial, sscc, batchId } = epcOf(state, epcId);
        const batch = batchId && must(state.batches.get(batchId), "batch");
        const product = batch ? productOf(batch.productId) : null;
        return {
          id: unitId,
          link,
          kind,
          gtin,
          serial,
          sscc,
          packCount,
          state: lineState,
          product: product && `${product.name} ${product.strength}`,
          batch: batch ? batch.number : null,
        };
      })
      .sort((a, b) => (a.link < b.link ? -1 : 1)),
  };
}

export function memoryShipments({
  state,
  scope,
}: Session): Pick<LedgerTx, "openShipment" | "lockShipment" | "settleShipment"> {
  const org = scope.orgId;
  return {
    async openShipment({ lines, ...shipment }) {
      guardUnits(
        state,
        org,
        lines.map(({ epcId }) => epcId),
      );
      const from = siteOfCast(shipment.senderSiteId)?.organisation.id;
      const to = siteOfCast(shipment.receiverSiteId)?.organisation.id;
      if (from !== org || to !== shipment.receiverId)
        throw new Error("A delivery goes from an own site to its receiver's");
      state.shipments.set(shipment.id, {
        ...shipment,
        senderId: org,
        state: "OPEN",
        receivedAt: null,
        lines: lines.map((line) => ({ ...line, state: "expected" })),
      });
    },
    lockShipment: async (id) => deliveryOf(state, org, id),
    async settleShipment({ id, state: to, received, missing, at }) {
      const row = must(state.shipments.get(id), "shipment");
      const mine = to === "VOIDED" ? row.senderId === org : row.receiverId === org;
      const open = row.state === "OPEN" || (row.state === "PARTLY_RECEIVED" && to !== "VOIDED");
      if (!mine || !open) throw new Error("Not an open delivery of this organisation");
      state.shipments.set(id, {
        ...row,
        state: to,
        receivedAt: to === "VOIDED" ? row.receivedAt : at,
        lines: row.lines.map((line) => ({
          ...line,
          state: missing.includes(line.epcId)
            ? "missing"
            : received.includes(line.epcId)
              ? "received"
              : line.state,
        })),
      });
    },
  };
}
