import { ok, type Result, refuse } from "@/lib/core/refusal";
import { isExpired } from "@/lib/core/time/days";
import type { LocalDay } from "@/lib/core/time/zone";
import { type BatchFacts, RECALL_DEPTHS, type Recall } from "./axes";
import { type BatchEffect, UNCHANGED } from "./effect";
import type { PersonId } from "./ids";

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

/** T10, hold or release the hold of a whole batch: one person, reversible, idempotent. Comes before any recall. */
export const holdBatch = (batch: Pick<BatchFacts, "held">): BatchEffect =>
  batch.held ? UNCHANGED : { held: true, changed: true };
export const unholdBatch = (batch: Pick<BatchFacts, "held">): BatchEffect =>
  batch.held ? { held: false, changed: true } : UNCHANGED;

export type RecallCode = "SECOND_SIGNATURE_MISSING" | "SAME_PERSON" | "RECALL_IRREVERSIBLE";

export type RecallInput = {
  readonly batch: Pick<BatchFacts, "number" | "recall">;
  readonly recall: Recall;
  readonly preparedBy: PersonId;
  readonly signedBy: PersonId | null;
};

const depthOf = (recall: Recall): number => RECALL_DEPTHS.indexOf(recall.depth);

/**
 * T10, recall. Two different people; irreversible: a recall may become deeper or more serious, never less.
 * The same recall again changes nothing.
 */
export function recallBatch({
  batch,
  recall,
  preparedBy,
  signedBy,
}: RecallInput): Result<BatchEffect, RecallCode> {
  if (signedBy === null) {
    return refuse(
      "SECOND_SIGNATURE_MISSING",
      "A recall needs a second signature.",
      "Ask another person who may recall to sign. The batch can be held at once meanwhile.",
    );
  }
  if (signedBy === preparedBy) {
    return refuse(
      "SAME_PERSON",
      "The person who prepared a recall can't sign it too.",
      "Ask another person who may recall to sign.",
    );
  }
  const before = batch.recall;
  if (!before) return ok({ recall, changed: true });
  if (depthOf(recall) < depthOf(before) || recall.class > before.class) {
    return refuse(
      "RECALL_IRREVERSIBLE",
      `Batch ${batch.number} is already recalled further than that.`,
      "A recall can become deeper or more serious, but not less.",
      { depth: before.depth, class: before.class },
    );
  }
  const same =
    recall.depth === before.depth && recall.class === before.class && recall.publicText === before.publicText;
  return ok(same ? UNCHANGED : { recall, changed: true });
}
