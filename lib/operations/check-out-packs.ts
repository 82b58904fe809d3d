import { checkOut } from "@/lib/core/epcis/pharma/repacking";
import type { Result } from "@/lib/core/refusal";
import { claimOf } from "./claim";
import { changePacks, type ManyCode, type ManyPacks, type PacksChanged } from "./many-packs";
import { type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** T6: packs leave sale to be repacked. Undone until the packs made of them are linked (repack-packs). */
export const checkOutPacks = (
  deps: Deps,
  scope: TenantScope,
  command: ManyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  perform(deps, scope, { action: "check-out-pack", command }, (tx, now) =>
    changePacks(deps, tx, scope, {
      ...command,
      now,
      lock: "custody",
      doubtsCopies: true,
      want: (pack) => ({ do: "check-out", claim: claimOf(scope, pack) }),
      recording: { event: checkOut },
    }),
  );
