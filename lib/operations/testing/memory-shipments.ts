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
}: Session): Pick<
  LedgerTx,
  "openShipment" | "lockShipment" | "settleShipment" | "raiseException" | "missingFrom" | "closeMissing"
> {
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
      if (!mine || row.state !== "OPEN") throw new Error("Not an open delivery of this organisation");
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
    async raiseException({ id, shipmentId, kind, link }) {
      if (!deliveryOf(state, org, shipmentId)) throw new Error("Not this organisation's delivery");
      state.exceptions.set(id, { shipmentId, kind, link, closedAt: null });
    },
    async missingFrom(link) {
      const reports = [...state.exceptions.values()].filter(
        (row) => row.kind === "missing" && row.link === link && row.closedAt === null,
      );
      for (const { shipmentId } of reports.reverse()) {
        const delivery = deliveryOf(state, org, shipmentId);
        if (delivery) return delivery;
      }
      return null;
    },
    async closeMissing({ shipmentId, epcId, by, at }) {
      const row = must(state.shipments.get(shipmentId), "shipment");
      const { link } = epcOf(state, epcId);
      const open = [...state.exceptions].filter(
        ([, x]) =>
          x.shipmentId === shipmentId && x.link === link && x.kind === "missing" && x.closedAt === null,
      );
      if (open.length === 0 || org !== (by === "receiver" ? row.receiverId : row.senderId)) {
        throw new Error("No such open report of this organisation");
      }
      for (const [id, exception] of open) state.exceptions.set(id, { ...exception, closedAt: at });
      if (by === "receiver") {
        state.shipments.set(shipmentId, {
          ...row,
          lines: row.lines.map((line) =>
            line.epcId === epcId && line.state === "missing" ? { ...line, state: "received" } : line,
          ),
        });
      }
    },
  };
}
