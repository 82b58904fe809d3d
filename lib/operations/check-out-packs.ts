import { checkOut } from "@/lib/core/epcis/pharma/repacking";
import type { Result } from "@/lib/core/refusal";
import { claimOf } from "./claim";
import { changePacksFor, type ManyCode, type ManyPacks, type PacksChanged } from "./many-packs";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** T6: packs leave sale to be repacked. Undone until the packs made of them are linked (repack-packs). */
export const checkOutPacks = (
  deps: Deps,
  scope: TenantScope,
  command: ManyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  changePacksFor(deps, scope, { action: "check-out-pack", command }, (acting) => ({
    lock: "custody",
    doubtsCopies: true,
    want: (pack) => ({ do: "check-out", claim: claimOf(acting, pack) }),
    recording: { event: checkOut },
  }));
