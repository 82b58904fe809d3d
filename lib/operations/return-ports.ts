import type { LotDelivery } from "@/lib/core/custody/returned-lots";
import type { BatchId, EpcId, OrgId, SiteId } from "@/lib/core/pack/ids";
import type { Returned } from "@/lib/core/pack/returned";

/** The return that brought a pack back last. */
export type PackReturn = Omit<Returned, "from"> & { readonly customerId: OrgId };

export type ReturnTx = {
  /**
   * Of packs in the organisation's custody, alone or inside containers: those that a return brought back. They were
   * supplied to whoever returned them when the last delivery that brought them there was by the organisation, by whoever
   * took them back, or by somebody for whom it may restock.
   */
  returnsOf(ids: readonly EpcId[]): Promise<ReadonlyMap<EpcId, PackReturn>>;
  /** Packs without serials of these batches that went to customers and came back from them, in the ledger's order. */
  lotDeliveries(siteId: SiteId, batchIds: readonly BatchId[]): Promise<readonly LotDelivery[]>;
};
