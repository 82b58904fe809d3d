import { voidShipment as decide } from "@/lib/core/custody/ship";
import { businessTransactionId, voidShip } from "@/lib/core/epcis/pharma/shipping";
import type { ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { quantitiesOf } from "./change-quantities";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

export type VoidShipment = Command & { readonly shipmentId: ShipmentId; readonly entry: EntryMode };

/** The sender takes a shipment back while nothing of it was received: the goods stand at its site again. */
export const voidShipment = (
  deps: Deps,
  scope: TenantScope,
  command: VoidShipment,
): Promise<Result<{ readonly changed: boolean }, GateCode | "SHIPMENT_UNKNOWN" | "SHIPMENT_CLOSED">> =>
  perform(deps, scope, { action: "void-shipment", command }, async (tx, now) => {
    const delivery = await tx.lockShipment(command.shipmentId);
    if (!delivery || delivery.senderId !== scope.orgId || delivery.senderSiteId !== scope.siteId) {
      return refuse(
        "SHIPMENT_UNKNOWN",
        "There is no such shipment from your site.",
        "Open it from the list.",
      );
    }
    const allowed = decide(delivery.state);
    if (!allowed.ok || !allowed.value.changed) return allowed;
    const units = await tx.lock(
      delivery.lines.map(({ link }) => link),
      "custody",
    );
    const quantities = quantitiesOf(await tx.shippedQuantities(delivery.id));
    const { id, facts } = newEvent(deps, scope, now);
    await tx.move(
      units.map((unit) => unit.id),
      { holderId: scope.orgId, siteId: scope.siteId, place: "AT_SITE" },
    );
    await recordEvent(deps, tx, scope, {
      id,
      event: voidShip({
        ...facts,
        epcs: units.map(({ link }) => link),
        quantities,
        desadv: businessTransactionId(scope.siteGln, delivery.despatchAdvice),
      }),
      units: units.map((unit) => ({ id: unit.id, link: unit.link, role: "object" })),
      classes: quantities.map(({ epcClass }) => epcClass),
      parties: [delivery.receiverId],
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    if (quantities.length > 0) await tx.returnQuantities(delivery.id, id);
    await tx.settleShipment({
      id: delivery.id,
      state: "VOIDED",
      received: [],
      missing: [],
      at: now,
      eventId: id,
    });
    return ok({ changed: true });
  });
