import type { BatchId, SiteId } from "@/lib/core/pack/ids";
import type { QuantityTx, SiteLot } from "../quantity-ports";
import { PRODUCTS } from "./cast";
import { type BatchState, must, openBatchHolds, type Session, type State, siteOfCast } from "./memory-state";
import { productIn, recallIn } from "./memory-units";

/** Packs without serials, with the guards of the database. */
export function memoryQuantities({ state, scope }: Session): QuantityTx {
  const ownSite = (site: SiteId): void => {
    if (siteOfCast(site)?.organisation.id !== scope.orgId) throw new Error("Not this organisation's site");
  };
  const lotAt = (batch: BatchState, site: SiteId): SiteLot => {
    const product = productIn(state, batch.productId, [scope.country]);
    const { id, holderId, name, strength, state: sold } = product;
    return {
      gtin: product.gtin,
      serialised: isSerialised(batch),
      count: countAt(state, batch.id, site),
      batch: {
        id: batch.id,
        number: batch.number,
        state: batch.state,
        held: batch.heldAt !== null || openBatchHolds(state, batch.id).length > 0,
        recalled: recallIn(batch.recalls, [scope.country]) !== null,
        lastValidDay: batch.lastValidDay,
      },
      product: { id, holderId, name, strength, state: sold },
    };
  };
  return {
    async lockLots(siteId, named) {
      ownSite(siteId);
      return [...state.batches.values()]
        .map((batch) => lotAt(batch, siteId))
        .filter(({ gtin, batch }) => named.some((one) => one.gtin === gtin && one.batch === batch.number));
    },
    async moveQuantities({ eventId, siteId, of }) {
      ownSite(siteId);
      for (const { batchId, delta } of of) {
        if (isSerialised(must(state.batches.get(batchId), "batch"))) {
          throw new Error("Packs of this batch have serials");
        }
        if (countAt(state, batchId, siteId) + delta < 0) throw new Error("Below zero");
        state.quantityMoves = [...state.quantityMoves, { eventId, siteId, batchId, delta }];
      }
    },
    async quantities(siteId) {
      if (siteOfCast(siteId)?.organisation.id !== scope.orgId) return [];
      return [...state.batches.values()]
        .map((batch) => lotAt(batch, siteId))
        .filter(({ count }) => count > 0)
        .map(({ gtin, count, batch, product }) => ({
          gtin,
          batch: batch.number,
          product: product.name,
          strength: product.strength,
          lastValidDay: batch.lastValidDay,
          batchState: batch.state,
          batchHeld: batch.held,
          recalled: batch.recalled,
          count,
        }))
        .sort((a, b) => (`${a.gtin} ${a.batch}` < `${b.gtin} ${b.batch}` ? -1 : 1));
    },
  };
}

const isSerialised = ({ productId }: BatchState): boolean =>
  must(
    PRODUCTS.find(({ id }) => id === productId),
    "product",
  ).serialised;

const countAt = (state: State, batch: BatchId, site: SiteId): number =>
  state.quantityMoves
    .filter(({ batchId, siteId }) => batchId === batch && siteId === site)
    .reduce((sum, { delta }) => sum + delta, 0);
