import { lock as lockEvent } from "@/lib/core/epcis/pharma/locking";
import type { Result } from "@/lib/core/refusal";
import { claimOf, concerned } from "./claim";
import { changePacksFor, type ManyCode, type ManyPacks, type PacksChanged, type Verb } from "./many-packs";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export const locking = (scope: TenantScope): Verb => ({
  lock: "transition",
  want: (pack) => ({ do: "lock", claim: claimOf(scope, pack) }),
  recording: { event: lockEvent, parties: concerned },
});

/** T5: by the maker, whoever possesses the packs, or an authority; wherever they are. Unlocked by undo-packs. */
export const lockPacks = (
  deps: Deps,
  scope: TenantScope,
  command: ManyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  changePacksFor(deps, scope, { action: "lock-pack", command }, locking);
