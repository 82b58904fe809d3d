import { hold as holdEvent, releaseHold as releaseEvent } from "@/lib/core/epcis/pharma/hold";
import { lgtinLink } from "@/lib/core/gs1/link";
import { holdBatch as decideHold, unholdBatch as decideUnhold } from "@/lib/core/pack/batch-transitions";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, LedgerTx, LockedBatch } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import { has, type TenantScope } from "./scope";

export type UnholdBatch = Command & { readonly batchId: BatchId };
/** `reason`: what the person saw; nobody has to write a sentence before a danger stops. */
export type HoldBatch = UnholdBatch & { readonly reason?: string | null };
export type HoldBatchCode = GateCode | "BATCH_UNKNOWN";

export const batchUnknown = (): Refused<"BATCH_UNKNOWN"> =>
  refuse("BATCH_UNKNOWN", "There is no such batch.", "Check the batch number.");

/** The batch under lock, for its holder or an authority: an agent may look at it, but decides nothing. */
export async function decidedBatch(
  tx: LedgerTx,
  scope: TenantScope,
  id: BatchId,
): Promise<LockedBatch | null> {
  const batch = await tx.lockBatch(id);
  return batch && (batch.holderId === scope.orgId || has(scope, "regulator")) ? batch : null;
}

/** T10, hold: one person, in seconds, reversible. Comes before any recall. */
export const holdBatch = (
  deps: Deps,
  scope: TenantScope,
  command: HoldBatch,
): Promise<Result<{ readonly changed: boolean }, HoldBatchCode>> =>
  perform(deps, scope, { action: "hold-batch", command }, async (tx, now) => {
    const batch = await decidedBatch(tx, scope, command.batchId);
    if (!batch) return batchUnknown();
    const { changed } = decideHold(batch);
    if (changed) await putOnHold(deps, tx, scope, batch, { reason: command.reason?.trim() || null, now });
    return ok({ changed });
  });

/** T10, unhold: by the maker's responsible person or the authority; the authority's own hold by the authority alone. */
export const unholdBatch = (
  deps: Deps,
  scope: TenantScope,
  command: UnholdBatch,
): Promise<Result<{ readonly changed: boolean }, HoldBatchCode | "HELD">> =>
  perform(deps, scope, { action: "unhold-batch", command }, async (tx, now) => {
    const batch = await decidedBatch(tx, scope, command.batchId);
    if (!batch) return batchUnknown();
    const effect = decideUnhold(batch, { regulator: has(scope, "regulator") });
    if (!effect.ok) return effect;
    if (effect.value.changed) {
      await tx.unholdBatch(batch.id);
      await recordHoldEnd(deps, tx, scope, batch, now);
    }
    return ok({ changed: effect.value.changed });
  });

/** Holds the batch and says so. */
export async function putOnHold(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  batch: LockedBatch,
  { reason, now }: { readonly reason: string | null; readonly now: number },
): Promise<void> {
  await tx.holdBatch(batch.id, { at: now, reason });
  await recordOfBatch(deps, tx, scope, batch, { build: holdEvent, now });
}

/** holding → conformant: what else holds the batch stays. */
export const recordHoldEnd = (
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  batch: LockedBatch,
  now: number,
): Promise<void> => recordOfBatch(deps, tx, scope, batch, { build: releaseEvent, now });

async function recordOfBatch(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  batch: LockedBatch,
  { build, now }: { readonly build: typeof holdEvent; readonly now: number },
): Promise<void> {
  const link = lgtinLink(batch.product.gtin, batch.number);
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: build({ ...facts, epcClass: link }),
    units: [],
    classes: [link],
    parties: [batch.holderId],
    entry: "api",
    seq: await tx.nextSeq(),
    now,
  });
}
