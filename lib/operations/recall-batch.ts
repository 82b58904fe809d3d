import { recallBatch as recallEvent } from "@/lib/core/epcis/pharma/batch";
import { hold as holdEvent } from "@/lib/core/epcis/pharma/hold";
import { lgtinLink } from "@/lib/core/gs1/link";
import type { Recall } from "@/lib/core/pack/axes";
import {
  recallBatch as decide,
  holdBatch as decideHold,
  type RecallCode,
} from "@/lib/core/pack/batch-transitions";
import type { BatchId, PersonId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { batchFactsOf } from "./batch-facts";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

export type HoldBatch = Command & { readonly batchId: BatchId };
export type RecallBatch = Command & {
  readonly batchId: BatchId;
  readonly recall: Recall;
  /** Who prepared it; the one who acts now is the second person, who signs. */
  readonly preparedBy: PersonId;
};

const unknown = () => refuse("BATCH_UNKNOWN", "There is no such batch.", "Check the batch number.");

/** One person, in seconds, reversible: comes before any recall. */
export const holdBatch = (
  deps: Deps,
  scope: TenantScope,
  command: HoldBatch,
): Promise<Result<{ readonly changed: boolean }, GateCode | "BATCH_UNKNOWN">> =>
  perform(deps, scope, { action: "hold-batch", command }, async (tx, now) => {
    const batch = await tx.lockBatch(command.batchId);
    if (!batch) return unknown();
    const effect = decideHold(batchFactsOf(batch));
    if (effect.changed) {
      await tx.holdBatch(batch.id, now);
      const link = lgtinLink(batch.product.gtin, batch.number);
      const { id, facts } = newEvent(deps, scope, now);
      await recordEvent(deps, tx, scope, {
        id,
        event: holdEvent({ ...facts, epcClass: link }),
        units: [],
        classes: [link],
        parties: [batch.holderId],
        entry: "api",
        seq: await tx.nextSeq(),
        now,
      });
    }
    return ok({ changed: effect.changed });
  });

/** Irreversible, signed by a second person. */
export const recallBatch = (
  deps: Deps,
  scope: TenantScope,
  command: RecallBatch,
): Promise<Result<{ readonly changed: boolean }, GateCode | RecallCode | "BATCH_UNKNOWN">> =>
  perform(deps, scope, { action: "recall-batch", command }, async (tx, now) => {
    const batch = await tx.lockBatch(command.batchId);
    if (!batch) return unknown();
    const effect = decide({
      batch: batchFactsOf(batch),
      recall: command.recall,
      preparedBy: command.preparedBy,
      signedBy: scope.personId,
    });
    if (!effect.ok) return effect;
    if (effect.value.changed) {
      await tx.recallBatch(batch.id, { ...command.recall, at: now });
      const link = lgtinLink(batch.product.gtin, batch.number);
      const { id, facts } = newEvent(deps, scope, now);
      await recordEvent(deps, tx, scope, {
        id,
        event: recallEvent({ ...facts, epcClass: link }),
        units: [],
        classes: [link],
        parties: [batch.holderId],
        entry: "api",
        seq: await tx.nextSeq(),
        now,
      });
    }
    return ok({ changed: effect.value.changed });
  });
