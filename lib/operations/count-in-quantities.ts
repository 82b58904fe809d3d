import type { NamedCode } from "@/lib/core/custody/quantities";
import { countQuantitiesIn as event } from "@/lib/core/epcis/pharma/quantities";
import { ok, type Result } from "@/lib/core/refusal";
import { changeQuantities, lotsOf, type QuantitiesChanged, type QuantityLines } from "./change-quantities";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** Packs without serials that stand here come onto the site's book, whatever is against their batch. */
export const countInQuantities = (
  deps: Deps,
  scope: TenantScope,
  command: Command & QuantityLines,
): Promise<Result<QuantitiesChanged, GateCode | NamedCode>> =>
  perform(deps, scope, { action: "count-in-stock", command }, async (tx, now) => {
    const lots = await lotsOf(tx, scope, command.lines);
    if (!lots.ok) return lots;
    const change = {
      lines: lots.value,
      off: false,
      onto: "STOCK",
      event,
      entry: command.entry,
      now,
    } as const;
    return ok(await changeQuantities(deps, tx, scope, change));
  });
