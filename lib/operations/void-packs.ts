import { voidPacks as voidEvent } from "@/lib/core/epcis/pharma/leaving";
import type { EpcId } from "@/lib/core/pack/ids";
import type { Result } from "@/lib/core/refusal";
import { changePacksFor, type ManyCode, type ManyPacks, type PacksChanged, type Verb } from "./many-packs";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export function voiding(): Verb {
  let shipped: ReadonlySet<EpcId> = new Set();
  return {
    lock: "custody",
    async prepare(tx, packs) {
      shipped = new Set(await tx.everShipped(packs.map(({ id }) => id)));
    },
    want: (pack) => ({ do: "void", everShipped: shipped.has(pack.id) }),
    recording: { event: voidEvent },
  };
}

/** T1, undone: codes that were commissioned and never shipped are taken back for good (ALREADY_SHIPPED). */
export const voidPacks = (
  deps: Deps,
  scope: TenantScope,
  command: ManyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  changePacksFor(deps, scope, { action: "void-packs", command }, voiding);
