import { ok, type Result, refuse } from "@/lib/core/refusal";
import { isExpired } from "@/lib/core/time/days";
import type { LocalDay } from "@/lib/core/time/zone";
import { type BatchFacts, RECALL_DEPTHS, type Recall } from "./axes";
import { type BatchEffect, UNCHANGED } from "./effect";

export type ReleaseCode = "BATCH_RECALLED" | "BATCH_HELD" | "BATCH_EXPIRED" | "BATCH_EMPTY";

/** T10, PACKAGED → RELEASED, signed by a responsible person. Asking again changes nothing. */
export function releaseBatch(
  batch: Pick<BatchFacts, "number" | "expiry" | "state" | "held" | "recall">,
  commissioned: number,
  today: LocalDay,
): Result<BatchEffect, ReleaseCode> {
  const name = `Batch ${batch.number}`;
  if (batch.recall) {
    return refuse(
      "BATCH_RECALLED",
      `${name} is recalled.`,
      "A recall can't be taken back; make a new batch.",
    );
  }
  if (batch.state === "RELEASED") return ok(UNCHANGED);
  if (batch.held) {
    return refuse("BATCH_HELD", `${name} is on hold.`, "Release the hold first, with its reason.");
  }
  if (isExpired(batch.expiry, today)) {
    return refuse(
      "BATCH_EXPIRED",
      `${name} is past its expiry date.`,
      "Correct the expiry date of the batch.",
    );
  }
  if (commissioned === 0) {
    return refuse("BATCH_EMPTY", `${name} has no packs yet.`, "Commission its packs first.");
  }
  return ok({ state: "RELEASED", changed: true });
}

/** T10, hold a whole batch: one person, in seconds, reversible, idempotent. Comes before any recall. */
export const holdBatch = (batch: Pick<BatchFacts, "held">): BatchEffect =>
  batch.held ? UNCHANGED : { held: true, changed: true };

/** T10, end the hold of a batch: by the maker, or by the authority; what an authority holds, only an authority frees. */
export function unholdBatch(
  batch: Pick<BatchFacts, "number" | "held"> & { readonly heldByRegulator: boolean },
  by: { readonly regulator: boolean },
): Result<BatchEffect, "HELD"> {
  if (!batch.held) return ok(UNCHANGED);
  if (batch.heldByRegulator && !by.regulator) {
    return refuse(
      "HELD",
      `The authority holds batch ${batch.number}.`,
      "Ask the authority to release the hold.",
    );
  }
  return ok({ held: false, changed: true });
}

export type RecallCode = "RECALL_IRREVERSIBLE";

const depthOf = (recall: Recall): number => RECALL_DEPTHS.indexOf(recall.depth);

/**
 * T10, recall of one batch on one market (who signs is recall/two-steps). Irreversible: a recall may become deeper or
 * more serious, never less. The same recall again changes nothing.
 */
export function recallBatch({
  number,
  before,
  recall,
}: {
  readonly number: string;
  readonly before: Recall | null;
  readonly recall: Recall;
}): Result<BatchEffect, RecallCode> {
  if (!before) return ok({ recall, changed: true });
  if (depthOf(recall) < depthOf(before) || recall.class > before.class) {
    return refuse(
      "RECALL_IRREVERSIBLE",
      `Batch ${number} is already recalled further than that.`,
      "A recall can become deeper or more serious, but not less.",
      { depth: before.depth, class: before.class },
    );
  }
  const same =
    recall.depth === before.depth && recall.class === before.class && recall.publicText === before.publicText;
  return ok(same ? UNCHANGED : { recall, changed: true });
}
