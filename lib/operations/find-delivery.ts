import type { ForbiddenCode } from "@/lib/core/access/can";
import type { ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import type { Desk } from "./desk-ports";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** Which open delivery to the active site brings this unit, itself or inside something; null: none does. */
export const findDelivery = (
  deps: Pick<Deps, "clock" | "ledger"> & { readonly desk: Desk },
  scope: TenantScope,
  link: string,
): Promise<Result<{ readonly shipmentId: ShipmentId | null }, ForbiddenCode>> =>
  look(deps, scope, "view-shipments", async () => {
    const [unit] = await deps.ledger.find(scope, [link]);
    return ok({ shipmentId: unit ? await deps.desk.openDeliveryWith(scope, unit.rootId) : null });
  });
