import type { LedgerTx } from "../ports";
import { type BatchState, isRegulator, must, type Session } from "./memory-state";
import { batchRowOf, productOf } from "./memory-units";

/** Batches in memory: the holder decides, or an authority. */
export function memoryBatches({
  state,
  scope,
}: Session): Pick<LedgerTx, "createBatch" | "lockBatch" | "releaseBatch" | "holdBatch" | "recallBatch"> {
  const org = scope.orgId;
  const change = (id: BatchState["id"], by: Partial<BatchState>): void => {
    const batch = must(state.batches.get(id), "batch");
    if (batch.holderId !== org && !isRegulator(org)) throw new Error("Not this organisation's batch");
    state.batches.set(id, { ...batch, ...by });
  };
  return {
    async createBatch({ at: _at, ...batch }) {
      const taken = [...state.batches.values()].some(
        ({ productId, number }) => productId === batch.productId && number === batch.number,
      );
      if (taken) return false;
      if (batch.holderId !== org) throw new Error("Not this organisation's product");
      state.batches.set(batch.id, { ...batch, state: "PACKAGED", heldAt: null, recall: null });
      return true;
    },
    async lockBatch(id) {
      const batch = state.batches.get(id);
      if (!batch || (batch.holderId !== org && !isRegulator(org))) return null;
      return {
        ...batchRowOf(state, id),
        plannedSize: batch.plannedSize,
        product: productOf(batch.productId),
        commissioned: [...state.epcs.values()].filter(({ batchId }) => batchId === id).length,
      };
    },
    async releaseBatch(id) {
      if (state.batches.get(id)?.state !== "PACKAGED") throw new Error("Not a packaged batch");
      change(id, { state: "RELEASED" });
    },
    holdBatch: async (id, at) => change(id, { heldAt: at }),
    async recallBatch(id, recall) {
      const before = state.batches.get(id)?.recall;
      change(id, { recall: { ...recall, at: before?.at ?? recall.at } });
    },
  };
}
