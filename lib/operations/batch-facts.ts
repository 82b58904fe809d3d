import type { BatchFacts } from "@/lib/core/pack/axes";
import type { BatchRow } from "./unit";

/** A batch as the rules ask about it: held by its own flag or by any open hold on it. */
export const batchFactsOf = (
  batch: Pick<BatchRow, "id" | "number" | "lastValidDay" | "state" | "held" | "recall"> & {
    readonly openHolds?: number;
  },
): BatchFacts => ({
  id: batch.id,
  number: batch.number,
  expiry: batch.lastValidDay,
  state: batch.state,
  held: batch.held || (batch.openHolds ?? 0) > 0,
  recall: batch.recall,
});
