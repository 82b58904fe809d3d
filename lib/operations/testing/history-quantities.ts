import { SHIPMENT_PURPOSES } from "@/lib/core/custody/purposes";
import { BOOKS } from "@/lib/core/custody/quantities";
import { shipmentId } from "@/lib/core/pack/ids";
import { countInQuantities } from "../count-in-quantities";
import { createBatch } from "../create-batch";
import { destroyQuantities } from "../destroy-quantities";
import { receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import { restockQuantities } from "../restock-quantities";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { supplyQuantities } from "../supply-quantities";
import { viewQuantities } from "../view-quantities";
import { done, requestKey } from "./acts";
import { ana, cream, otto, PEOPLE, petra, tablets, wanda } from "./cast";
import type { LifeStep } from "./history-life";
import type { Picture } from "./picture";
import type { World } from "./world";

/** Packs without serials as steps of a random history: two batches of them, on the books of three sites. */
export const QUANTITY_KINDS = [
  ...["plan-quantities", "count-quantities", "count-quantities", "supply-quantities", "destroy-quantities"],
  ...["ship-quantities", "ship-quantities", "receive-quantities", "receive-quantities", "restock-quantities"],
] as const;

const SITES: readonly TenantScope[] = [ana, wanda, petra];

/** One batch that may be sold, on the maker's book and on its customer's. */
export async function beginQuantities({ deps }: World): Promise<void> {
  const entry = "typed" as const;
  const planned = { productId: cream.id, number: "Q0", expiryPrinted: "290300", plannedSize: 30 };
  const { batchId } = done(await createBatch(deps, ana, { requestKey: requestKey(), ...planned }));
  const lines = [{ gtin: cream.gtin, batch: "Q0", quantity: 12 }];
  for (const scope of SITES) {
    done(await countInQuantities(deps, scope, { requestKey: requestKey(), lines, entry }));
  }
  done(await releaseBatch(deps, ana, { requestKey: requestKey(), batchId, entry }));
}

/** Undefined: no step of this kind. */
export async function takeQuantities(
  { deps }: World,
  { kind, n, who, other, links }: LifeStep,
  { shipmentIds }: Picture,
): Promise<unknown> {
  const scope = SITES[who % SITES.length] ?? ana;
  const product = other % 17 === 0 ? tablets : cream;
  const quantity = 1 + (other % 6);
  const line = { gtin: product.gtin, batch: `Q${other % 2}`, quantity };
  const lines = who % 5 === 0 ? [line, { ...line, batch: "Q0", quantity: 2 }] : [line];
  const booked = lines.map((one) => ({ ...one, book: BOOKS[n % BOOKS.length] }));
  const of = { requestKey: `step-${n}`, lines, entry: "typed" } as const;
  switch (kind) {
    case "plan-quantities": {
      const batch = { productId: cream.id, number: line.batch, expiryPrinted: "290300", plannedSize: 9 };
      return createBatch(deps, ana, { requestKey: of.requestKey, ...batch });
    }
    case "count-quantities":
      return countInQuantities(deps, scope, of);
    case "supply-quantities":
      return [await supplyQuantities(deps, petra, of), await viewQuantities(deps, petra)];
    case "destroy-quantities":
      return destroyQuantities(deps, scope, {
        ...of,
        lines: booked,
        witness: scope === ana ? otto.personId : null,
      });
    case "ship-quantities":
      return shipUnits(deps, scope, {
        requestKey: of.requestKey,
        receiverSiteId: (SITES[other % SITES.length] ?? petra).siteId,
        orderNumber: null,
        purpose: who % 2 ? "sale" : (SHIPMENT_PURPOSES[other % SHIPMENT_PURPOSES.length] ?? "sale"),
        units: who % 3 === 0 ? links : [],
        quantities: booked,
        takeOff: true,
        entry: of.entry,
      });
    case "restock-quantities": {
      const declared = { handedOver: false, intact: true, storedWell: who % 7 > 0 };
      return restockQuantities(deps, scope, { ...of, lines: booked, declared });
    }
    case "receive-quantities": {
      const coming = shipmentIds.filter(({ open }) => open).at(-1 - (other % 2));
      const by = PEOPLE.find(({ siteId }) => siteId === coming?.to);
      if (!coming || !by) return null;
      return receiveShipment(deps, by, {
        requestKey: of.requestKey,
        shipmentId: shipmentId(coming.id),
        scans: who % 2 ? coming.lines : [],
        quantities: lines,
        quantityProblems: other % 3 === 0 ? [{ ...line, quantity: 1, kind: "damaged", note: "Wet" }] : [],
        reportMissing: who % 3 === 0,
        moreToCome: who % 4 === 0,
        entry: of.entry,
      });
    }
    default:
      return undefined;
  }
}
