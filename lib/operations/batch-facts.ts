import type { BatchFacts } from "@/lib/core/pack/axes";
import type { BatchRow } from "./unit";

/** A batch as the rules ask about it. */
export const batchFactsOf = (
  batch: Pick<BatchRow, "id" | "number" | "lastValidDay" | "state" | "held" | "recall">,
): BatchFacts => ({
  id: batch.id,
  number: batch.number,
  expiry: batch.lastValidDay,
  state: batch.state,
  held: batch.held,
  recall: batch.recall,
});
