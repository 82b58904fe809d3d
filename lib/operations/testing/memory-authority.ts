import type { EpcId, OrgId, ProductId } from "@/lib/core/pack/ids";
import { ORGANISATIONS, PRODUCTS } from "./cast";
import {
  type BatchState,
  epcOf,
  type HoldRow,
  isRegulator,
  must,
  rootOf,
  type State,
  siteOfCast,
} from "./memory-state";
import { packsIn } from "./memory-units";

/** The market of an authority; null for everybody else. As the database's function of that name. */
export const regulatedMarket = (org: OrgId): string | null =>
  isRegulator(org) ? must(ORGANISATIONS.find(({ id }) => id === org)?.country, "country") : null;

export const regulatesProduct = (org: OrgId, id: ProductId): boolean => {
  const market = regulatedMarket(org);
  return market !== null && PRODUCTS.some((product) => product.id === id && product.markets.includes(market));
};

export const regulatesBatch = (state: State, org: OrgId, id: BatchState["id"] | null): boolean => {
  const batch = id && state.batches.get(id);
  return batch ? regulatesProduct(org, batch.productId) : false;
};

/** It stands in the authority's country, or is of products of its market and nothing else. */
export function regulatesUnit(state: State, org: OrgId, id: EpcId): boolean {
  const market = regulatedMarket(org);
  if (market === null) return false;
  const { siteId } = rootOf(state, id);
  if (siteId && siteOfCast(siteId)?.site.country === market) return true;
  const packs = packsIn(state, epcOf(state, id));
  return packs.length > 0 && packs.every(({ batchId }) => regulatesBatch(state, org, batchId));
}

/** Of a hold on a delivery its two sites decide. */
export function regulatesHeld(state: State, org: OrgId, hold: HoldRow): boolean {
  if (hold.epcId) return regulatesUnit(state, org, hold.epcId);
  return hold.batchId
    ? regulatesBatch(state, org, hold.batchId)
    : regulatesShipment(state, org, hold.shipmentId);
}

export function regulatesShipment(state: State, org: OrgId, id: HoldRow["shipmentId"]): boolean {
  const market = regulatedMarket(org);
  const row = id && state.shipments.get(id);
  if (!row || market === null) return false;
  return [row.senderSiteId, row.receiverSiteId].some((site) => siteOfCast(site)?.site.country === market);
}
