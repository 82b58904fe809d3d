import { releaseBatch as releaseEvent } from "@/lib/core/epcis/pharma/batch";
import { lgtinLink } from "@/lib/core/gs1/link";
import { releaseBatch as decide, type ReleaseCode } from "@/lib/core/pack/batch-transitions";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { batchFactsOf } from "./batch-facts";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

export type ReleaseBatch = Command & { readonly batchId: BatchId; readonly entry: EntryMode };
export type ReleaseBatchCode = GateCode | ReleaseCode | "BATCH_UNKNOWN";

/** T10: a responsible person signs the batch free for sale. Signing again changes nothing. */
export const releaseBatch = (
  deps: Deps,
  scope: TenantScope,
  command: ReleaseBatch,
): Promise<Result<{ readonly changed: boolean }, ReleaseBatchCode>> =>
  perform(deps, scope, { action: "release-batch", command }, async (tx, now) => {
    const batch = await tx.lockBatch(command.batchId);
    if (!batch || batch.holderId !== scope.orgId) {
      return refuse("BATCH_UNKNOWN", "There is no such batch of yours.", "Choose one of your batches.");
    }
    const effect = decide(batchFactsOf(batch), batch.commissioned, localDay(scope.timeZone, now));
    if (!effect.ok) return effect;
    if (effect.value.changed) {
      await tx.releaseBatch(batch.id, now);
      const link = lgtinLink(batch.product.gtin, batch.number);
      const { id, facts } = newEvent(deps, scope, now);
      await recordEvent(deps, tx, scope, {
        id,
        event: releaseEvent({ ...facts, epcClass: link }),
        units: [],
        classes: [link],
        entry: command.entry,
        seq: await tx.nextSeq(),
        now,
      });
    }
    return ok({ changed: effect.value.changed });
  });
