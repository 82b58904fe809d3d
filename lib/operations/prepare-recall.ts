import { packLink } from "@/lib/core/gs1/link";
import type { Recall } from "@/lib/core/pack/axes";
import type { BatchId } from "@/lib/core/pack/ids";
import { prepareRecall as decide, type PrepareCode } from "@/lib/core/recall/two-steps";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { batchUnknown, decidedBatch, putOnHold } from "./hold-batch";
import { type NewRecall, type RecallId, recallId } from "./market-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, LedgerTx, LockedBatch } from "./ports";
import { placeOf } from "./record-print";
import { has, type TenantScope } from "./scope";

/** One event may name this many packs; a longer range is a recall of the batch. */
export const MAX_RECALLED_PACKS = 10_000;

export type PrepareRecall = Command & {
  readonly batchIds: readonly BatchId[];
  /** First and last serial number, in the order the packs were made; null: the batches whole. */
  readonly serials: { readonly from: string; readonly to: string } | null;
  /** ISO 3166 alpha-2. */
  readonly markets: readonly string[];
  readonly recall: Recall;
  readonly reason: string;
};

export type PrepareRecallCode =
  | GateCode
  | PrepareCode
  | "BATCH_UNKNOWN"
  | "SERIAL_UNKNOWN"
  | "RECALL_RANGE_INVALID";

export type Prepared = { readonly recallId: RecallId; readonly held: readonly BatchId[] };

/**
 * T10, recall, first step: a draft that another person signs. Every batch of it is on hold from this moment, so that
 * waiting for the second person costs no pack.
 */
export const prepareRecall = (
  deps: Deps,
  scope: TenantScope,
  command: PrepareRecall,
): Promise<Result<Prepared, PrepareRecallCode>> =>
  perform(deps, scope, { action: "prepare-recall", command }, async (tx, now) => {
    const batches: LockedBatch[] = [];
    // In one order for everybody, or two recalls deadlock.
    for (const id of [...new Set(command.batchIds)].sort()) {
      const batch = await decidedBatch(tx, scope, id);
      if (!batch) return batchUnknown();
      batches.push(batch);
    }
    const regulator = has(scope, "regulator");
    const draft = decide({
      recall: command.recall,
      markets: command.markets,
      reason: command.reason,
      batches,
      range: command.serials !== null,
      authorityOf: regulator ? scope.country : null,
    });
    if (!draft.ok) return draft;
    const holders = new Set(batches.map(({ holderId }) => holderId));
    const [first] = batches;
    if (!first || holders.size > 1) {
      return refuse(
        "RECALL_BATCHES_INVALID",
        "One recall is of one maker's batches.",
        "Prepare a recall for each maker.",
      );
    }
    const range = await rangeOf(tx, first, command.serials);
    if (!range.ok) return range;
    const id = recallId(deps.ids.uuid());
    const { hold } = draft.value;
    await tx.prepareRecall({
      id,
      holderId: first.holderId,
      batchIds: batches.map((batch) => batch.id),
      range: range.value,
      markets: [...new Set(command.markets)].sort(),
      recall: command.recall,
      reason: command.reason.trim(),
      heldBatchIds: hold,
      personId: scope.personId,
      at: now,
    });
    const { reason } = command;
    for (const batch of batches) {
      if (hold.includes(batch.id)) await putOnHold(deps, tx, scope, batch, { reason: reason.trim(), now });
    }
    return ok({ recallId: id, held: hold });
  });

async function rangeOf(
  tx: LedgerTx,
  batch: LockedBatch,
  serials: PrepareRecall["serials"],
): Promise<Result<NewRecall["range"], "SERIAL_UNKNOWN" | "RECALL_RANGE_INVALID">> {
  if (serials === null) return ok(null);
  const links = [serials.from, serials.to].map((serial) => packLink(batch.product.gtin, serial));
  const units = await tx.lock(links, "transition");
  const [first, last] = links.map((link) => units.find((unit) => unit.link === link));
  if (first?.batch?.id !== batch.id || last?.batch?.id !== batch.id) {
    return refuse(
      "SERIAL_UNKNOWN",
      "One of these serial numbers isn't of this batch.",
      "Check the first and the last serial number.",
    );
  }
  const range = { from: first.id, to: last.id };
  const packs = await tx.packsBetween({ batchId: batch.id, ...range, limit: MAX_RECALLED_PACKS + 1 });
  if (placeOf(first.id) > placeOf(last.id) || packs.length > MAX_RECALLED_PACKS) {
    return refuse(
      "RECALL_RANGE_INVALID",
      `A range has 1 to ${MAX_RECALLED_PACKS.toLocaleString("en")} packs, in the order they were made.`,
      "Swap the two serial numbers, or recall the batch.",
    );
  }
  return ok(range);
}
