import { exportPacks as exportEvent } from "@/lib/core/epcis/pharma/leaving";
import type { Result } from "@/lib/core/refusal";
import { claimOf } from "./claim";
import { changePacksFor, type ManyCode, type ManyPacks, type PacksChanged, type Verb } from "./many-packs";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** T3: packs leave the market they were made for. Undone as a dispensing is. */
export const exporting = (scope: TenantScope): Verb => ({
  lock: "custody",
  want: (pack) => ({ do: "export", claim: claimOf(scope, pack) }),
  recording: { event: exportEvent },
});

export const exportPacks = (
  deps: Deps,
  scope: TenantScope,
  command: ManyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  changePacksFor(deps, scope, { action: "export-pack", command }, exporting);
