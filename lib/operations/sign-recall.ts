import { recallBatch as recallEvent } from "@/lib/core/epcis/pharma/batch";
import { lgtinLink } from "@/lib/core/gs1/link";
import type { BatchId, OrgId } from "@/lib/core/pack/ids";
import { responseDue } from "@/lib/core/recall/response";
import {
  cancelRecall as decideCancel,
  signRecall as decideSign,
  type SignCode,
} from "@/lib/core/recall/two-steps";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { batchUnknown, decidedBatch, recordHoldEnd } from "./hold-batch";
import type { RecallDraft, RecallId } from "./market-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, LedgerTx, LockedBatch } from "./ports";
import { MAX_RECALLED_PACKS } from "./prepare-recall";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import { recallScope, stopPacks } from "./stop-packs";

export type SignRecall = Command & { readonly recallId: RecallId };

export type SignRecallCode = GateCode | SignCode | "RECALL_UNKNOWN" | "BATCH_UNKNOWN";

export const recallUnknown = (): Refused<"RECALL_UNKNOWN"> =>
  refuse("RECALL_UNKNOWN", "There is no such recall of yours.", "Open it from the list of recalls.");

/** `sites`: how many were notified. */
export type Signing = { readonly changed: boolean; readonly sites: number };

/**
 * T10, recall, second step: another person signs, irreversibly. From this transaction on every pack of it stops on its
 * markets, and every site there that has some is notified. Signing again changes nothing.
 */
export const signRecall = (
  deps: Deps,
  scope: TenantScope,
  command: SignRecall,
): Promise<Result<Signing, SignRecallCode>> =>
  perform<Signing, SignRecallCode>(deps, scope, { action: "sign-recall", command }, async (tx, now) => {
    const draft = await tx.lockRecall(command.recallId);
    if (!draft) return recallUnknown();
    const batches: LockedBatch[] = [];
    for (const id of draft.batchIds) {
      const batch = await decidedBatch(tx, scope, id);
      if (!batch) return batchUnknown();
      batches.push(batch);
    }
    const { state, recall, markets, preparedBy, range } = draft;
    const effect = decideSign({
      state,
      recall,
      markets,
      preparedBy,
      batches,
      signedBy: scope.personId,
      range: range !== null,
      // A hold that somebody placed since is not this recall's to end.
      heldFirst: batches
        .filter(({ id, heldByOrgId }) => draft.heldBatchIds.includes(id) && heldByOrgId === scope.orgId)
        .map(({ id }) => id),
    });
    if (!effect.ok) return effect;
    if (!effect.value.changed) return ok({ changed: false, sites: 0 });
    await tx.signRecall(draft.id, { changes: effect.value.batches, personId: scope.personId, at: now });
    const sites = await tx.recallSites(draft.id);
    const due = sites.map(({ siteId, country }) => ({
      siteId,
      due: responseDue(country, recall.class, now),
    }));
    await tx.notifyRecall(draft.id, due, now);
    const parties = [draft.holderId, ...new Set(sites.map(({ orgId }) => orgId))];
    const { endHold } = effect.value;
    const signed: Signed = { draft, batches, parties, endHold, now };
    if (range) await recallPacks(deps, tx, scope, signed, range);
    else await recallBatches(deps, tx, scope, signed);
    await recallReplacing(deps, tx, scope, signed);
    return ok({ changed: true, sites: sites.length });
  });

/** A draft that won't be signed. Its holds stay: ending them is a decision of its own (unhold-batch). */
export const cancelRecall = (
  deps: Deps,
  scope: TenantScope,
  command: SignRecall,
): Promise<Result<{ readonly changed: boolean }, GateCode | "RECALL_UNKNOWN" | "RECALL_IRREVERSIBLE">> =>
  perform(deps, scope, { action: "cancel-recall", command }, async (tx, now) => {
    const draft = await tx.lockRecall(command.recallId);
    if (!draft) return recallUnknown();
    const effect = decideCancel(draft.state);
    if (effect.ok && effect.value.changed) {
      await tx.cancelRecall(draft.id, { personId: scope.personId, at: now });
    }
    return effect;
  });

type Signed = {
  readonly draft: RecallDraft;
  readonly batches: readonly LockedBatch[];
  readonly parties: readonly OrgId[];
  readonly endHold: readonly BatchId[];
  readonly now: number;
};

async function recallBatches(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { draft, batches, parties, endHold, now }: Signed,
): Promise<void> {
  for (const batch of batches) {
    const link = lgtinLink(batch.product.gtin, batch.number);
    const { id, facts } = newEvent(deps, scope, now);
    await recordEvent(deps, tx, scope, {
      id,
      event: recallEvent({
        ...facts,
        epcClass: link,
        scope: recallScope(draft),
        endsHold: endHold.includes(batch.id),
      }),
      units: [],
      classes: [link],
      parties,
      entry: "api",
      seq: await tx.nextSeq(),
      now,
    });
  }
}

/** Packs recalled by serial number get a RECALL hold each; the rest of the batch is free again. */
async function recallPacks(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { draft, batches, parties, endHold, now }: Signed,
  range: NonNullable<RecallDraft["range"]>,
): Promise<void> {
  const [batch] = batches;
  if (!batch) throw new Error("A recall by serial numbers has a batch");
  const packs = await tx.packsBetween({ batchId: batch.id, ...range, limit: MAX_RECALLED_PACKS });
  await stopPacks(deps, tx, scope, { recall: draft, packs, parties, now });
  if (endHold.includes(batch.id)) await recordHoldEnd(deps, tx, scope, batch, now);
}

/** Packs made of recalled ones are no better than those: each gets a RECALL hold, and its maker is told. */
async function recallReplacing(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { draft, parties, now }: Signed,
): Promise<void> {
  const made = await tx.replacingRecalled(draft.id);
  for (let from = 0; from < made.length; from += MAX_RECALLED_PACKS) {
    const packs = made.slice(from, from + MAX_RECALLED_PACKS);
    const makers = packs.map(({ makerId }) => makerId);
    await stopPacks(deps, tx, scope, { recall: draft, packs, parties: [...parties, ...makers], now });
  }
}
