import { marketRefused } from "@/lib/core/access/can";
import type { EpcId } from "@/lib/core/pack/ids";
import type { Refused } from "@/lib/core/refusal";
import type { LedgerTx } from "./ports";
import { has, type TenantScope } from "./scope";
import type { Unit } from "./unit";

/**
 * Those of these units that the asking organisation may see and act on as the authority of its market. Nobody else is
 * asked about, so that it costs nobody else a question.
 * @see Delegated Regulation (EU) 2016/161 Art. 39
 */
export const regulatedOf = async (
  tx: Pick<LedgerTx, "regulated">,
  scope: TenantScope,
  units: readonly Pick<Unit, "id">[],
): Promise<ReadonlySet<EpcId>> =>
  new Set(has(scope, "regulator") && units.length > 0 ? await tx.regulated(units.map(({ id }) => id)) : []);

/** What an authority is told of a unit of another market; null: it is on its own, or no authority asks. */
export const offMarket = (
  scope: TenantScope,
  unit: Pick<Unit, "id">,
  regulated: ReadonlySet<EpcId>,
): Refused<"FORBIDDEN_MARKET"> | null =>
  has(scope, "regulator") && !regulated.has(unit.id) ? marketRefused(scope.country) : null;
