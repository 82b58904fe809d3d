import { type NamedCode, takeLots } from "@/lib/core/custody/quantities";
import { supplyQuantities as event } from "@/lib/core/epcis/pharma/quantities";
import { ok, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { changeQuantities, lotsOf, type QuantitiesChanged, type QuantityLines } from "./change-quantities";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export type SupplyQuantitiesCode = GateCode | NamedCode | "QUANTITY_SHORT" | "BLOCKED_UNIT";

/** Packs without serials are handed out. What stops a sale of their batch stops this, too. */
export const supplyQuantities = (
  deps: Deps,
  scope: TenantScope,
  command: Command & QuantityLines,
): Promise<Result<QuantitiesChanged, SupplyQuantitiesCode>> =>
  perform(deps, scope, { action: "dispense-pack", command }, async (tx, now) => {
    const lots = await lotsOf(tx, scope, command.lines);
    if (!lots.ok) return lots;
    const allowed = takeLots(lots.value, localDay(scope.timeZone, now), "sale");
    if (!allowed.ok) return allowed;
    const change = { lines: lots.value, off: true, onto: null, event, entry: command.entry, now } as const;
    return ok(await changeQuantities(deps, tx, scope, change));
  });
