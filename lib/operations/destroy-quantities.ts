import { type NamedCode, takeLots } from "@/lib/core/custody/quantities";
import { destroyQuantities as event } from "@/lib/core/epcis/pharma/quantities";
import type { WitnessCode } from "@/lib/core/pack/destroy";
import type { PersonId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { changeQuantities, lotsOf, type QuantitiesChanged, type QuantityLines } from "./change-quantities";
import { witnessOf } from "./destroy-packs";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export type DestroyQuantities = Command &
  QuantityLines & {
    /** Who saw it; null is refused, and the refusal says whom to name. */
    readonly witness: PersonId | null;
  };

export type DestroyQuantitiesCode = GateCode | NamedCode | WitnessCode | "QUANTITY_SHORT" | "BLOCKED_UNIT";

/** Packs without serials are destroyed before a witness, recalled and expired ones among them. */
export const destroyQuantities = (
  deps: Deps,
  scope: TenantScope,
  command: DestroyQuantities,
): Promise<Result<QuantitiesChanged, DestroyQuantitiesCode>> =>
  perform(deps, scope, { action: "destroy-pack", command }, async (tx, now) => {
    const { lines, witness, entry } = command;
    const saw = await witnessOf(tx, scope, witness);
    if (!saw.ok) return saw;
    const lots = await lotsOf(tx, scope, lines);
    if (!lots.ok) return lots;
    const allowed = takeLots(lots.value, localDay(scope.timeZone, now), "destruction");
    if (!allowed.ok) return allowed;
    const detail = { witness: saw.value };
    const change = { lines: lots.value, off: true, onto: null, event, detail, entry, now } as const;
    return ok(await changeQuantities(deps, tx, scope, change));
  });
