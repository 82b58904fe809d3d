import { voidPacks as voidEvent } from "@/lib/core/epcis/pharma/leaving";
import type { EpcId } from "@/lib/core/pack/ids";
import type { Result } from "@/lib/core/refusal";
import { changePacks, type ManyCode, type ManyPacks, type PacksChanged } from "./many-packs";
import { type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** T1, undone: codes that were commissioned and never shipped are taken back for good (ALREADY_SHIPPED). */
export const voidPacks = (
  deps: Deps,
  scope: TenantScope,
  command: ManyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  perform(deps, scope, { action: "void-packs", command }, async (tx, now) => {
    let shipped: ReadonlySet<EpcId> = new Set();
    return changePacks(deps, tx, scope, {
      ...command,
      now,
      lock: "custody",
      async prepare(packs) {
        shipped = new Set(await tx.everShipped(packs.map(({ id }) => id)));
      },
      want: (pack) => ({ do: "void", everShipped: shipped.has(pack.id) }),
      recording: { event: voidEvent },
    });
  });
