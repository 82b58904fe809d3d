import type { LedgerTx } from "../ports";
import { regulatesProduct } from "./memory-authority";
import { countedIn } from "./memory-quantities";
import { type BatchState, delegated, isRegulator, must, openBatchHolds, type Session } from "./memory-state";
import { batchRowOf, productOf } from "./memory-units";

/** Batches in memory: the holder decides, or an authority; an agent may look at those of who delegated to it. */
export function memoryBatches({
  state,
  scope,
}: Session): Pick<LedgerTx, "createBatch" | "lockBatch" | "releaseBatch" | "holdBatch" | "unholdBatch"> {
  const org = scope.orgId;
  const change = (id: BatchState["id"], by: Partial<BatchState>): void => {
    const batch = must(state.batches.get(id), "batch");
    if (batch.holderId !== org && !regulatesProduct(org, batch.productId))
      throw new Error("Not this organisation's batch");
    state.batches.set(id, { ...batch, ...by });
  };
  return {
    async createBatch({ at: _at, ...batch }) {
      const taken = [...state.batches.values()].some(
        ({ productId, number }) => productId === batch.productId && number === batch.number,
      );
      if (taken) return false;
      if (batch.holderId !== org && !delegated(org, batch.holderId, "create-batch", batch.productId)) {
        throw new Error("Not this organisation's product");
      }
      state.batches.set(batch.id, {
        ...batch,
        state: "PACKAGED",
        heldAt: null,
        heldByOrgId: null,
        recalls: [],
      });
      return true;
    },
    async lockBatch(id) {
      const batch = state.batches.get(id);
      if (!batch) return null;
      const may =
        batch.holderId === org ||
        regulatesProduct(org, batch.productId) ||
        delegated(org, batch.holderId, null, batch.productId);
      if (!may) return null;
      return {
        ...batchRowOf(state, id),
        plannedSize: batch.plannedSize,
        product: productOf(batch.productId),
        commissioned:
          [...state.epcs.values()].filter(({ batchId }) => batchId === id).length + countedIn(state, id),
        heldByRegulator: batch.heldByOrgId !== null && isRegulator(batch.heldByOrgId),
        heldByOrgId: batch.heldByOrgId,
        openHolds: openBatchHolds(state, id).length,
        recalls: batch.recalls.map(({ at: _at, ...recall }) => recall),
      };
    },
    async releaseBatch(id) {
      if (state.batches.get(id)?.state !== "PACKAGED") throw new Error("Not a packaged batch");
      change(id, { state: "RELEASED" });
    },
    holdBatch: async (id, { at }) => change(id, { heldAt: at, heldByOrgId: org }),
    unholdBatch: async (id) => change(id, { heldAt: null, heldByOrgId: null }),
  };
}
