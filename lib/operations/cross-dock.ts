import { ok, type Result } from "@/lib/core/refusal";
import { inside } from "./inside";
import { type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import {
  type Received,
  type ReceiveShipment,
  type ReceiveShipmentCode,
  receiveShipment,
} from "./receive-shipment";
import type { TenantScope } from "./scope";
import { type Shipped, type ShipUnits, type ShipUnitsCode, shipUnits } from "./ship-units";

export type CrossDock = Omit<ReceiveShipment, "problems" | "actingFor"> &
  Pick<ShipUnits, "receiverSiteId" | "orderNumber" | "purpose" | "buyerId">;

export type CrossDocked = { readonly received: Received; readonly shipped: Shipped };

/**
 * Goods that are not put away: what is scanned comes in and goes on in the same breath. Both happen or neither does, by
 * the operations that do each of them; goods that come in under a hold therefore stop it.
 */
export const crossDock = (
  deps: Deps,
  scope: TenantScope,
  command: CrossDock,
): Promise<Result<CrossDocked, GateCode | ReceiveShipmentCode | ShipUnitsCode>> =>
  perform(deps, scope, { action: "receive-shipment", command }, (tx) => {
    const { receiverSiteId, orderNumber, purpose, buyerId, scans, entry, ...receipt } = command;
    const within = inside(deps, tx);
    return tx.attempt(
      async (): Promise<Result<CrossDocked, GateCode | ReceiveShipmentCode | ShipUnitsCode>> => {
        const received = await receiveShipment(within, scope, { ...receipt, scans, entry });
        if (!received.ok) return received;
        const onward = { receiverSiteId, orderNumber, purpose, buyerId };
        const shipped = await shipUnits(within, scope, {
          ...onward,
          requestKey: command.requestKey,
          units: scans,
          takeOff: false,
          entry,
        });
        return shipped.ok ? ok({ received: received.value, shipped: shipped.value }) : shipped;
      },
    );
  });
