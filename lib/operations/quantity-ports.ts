import type { Book, ExpectedQuantity, Lot, QuantityLine } from "@/lib/core/custody/quantities";
import type { BatchId, EventId, OrgId, ProductId, ShipmentId, SiteId } from "@/lib/core/pack/ids";
import type { ExceptionId } from "./exception-ports";
import type { Content } from "./ports";

/** A batch named by what is printed on its packs, as it stands at one site. */
export type SiteLot = Lot & Pick<Content, "batch" | "product">;

/** A quantity line of a delivery. */
export type ShippedQuantity = ExpectedQuantity & {
  readonly batchId: BatchId;
  readonly productId: ProductId;
  readonly holderId: OrgId;
  /** Its name and strength. */
  readonly product: string;
};

/** What stands at a site and carries no serials. */
export type QuantityAtSite = {
  readonly gtin: string;
  readonly batch: string;
  readonly product: string;
  readonly strength: string;
  /** "YYYY-MM-DD". */
  readonly lastValidDay: string;
  readonly batchState: "PACKAGED" | "RELEASED";
  readonly batchHeld: boolean;
  readonly recalled: boolean;
  readonly book: Book;
  readonly count: number;
};

export type QuantityTx = {
  /** Those that exist, their counts locked in one order. */
  lockLots(
    siteId: SiteId,
    named: readonly Pick<QuantityLine, "gtin" | "batch" | "book">[],
    /** Where a recall or withdrawal counts; absent: on the asking site's market. */
    markets?: readonly string[],
  ): Promise<readonly SiteLot[]>;
  /** Onto a book of the site (above zero) or off it; throws when it would fall below zero. */
  moveQuantities(move: {
    readonly eventId: EventId;
    readonly siteId: SiteId;
    readonly of: readonly { readonly batchId: BatchId; readonly book: Book; readonly delta: number }[];
  }): Promise<void>;
  /** Off the sender's book, and expected with the delivery. */
  shipQuantities(leaving: {
    readonly shipmentId: ShipmentId;
    readonly eventId: EventId;
    readonly of: readonly { readonly batchId: BatchId; readonly book: Book; readonly quantity: number }[];
  }): Promise<void>;
  /** What came stands on the stock of the site that receives; what is missing is no longer expected. */
  receiveQuantities(arriving: {
    readonly shipmentId: ShipmentId;
    /** Null: nothing came. */
    readonly eventId: EventId | null;
    readonly siteId: SiteId;
    readonly of: readonly {
      readonly batchId: BatchId;
      readonly received: number;
      readonly missing: number;
    }[];
  }): Promise<void>;
  /** Of a delivery that is called back: on the sender's books again. */
  returnQuantities(shipmentId: ShipmentId, eventId: EventId): Promise<void>;
  /** Of a difference that both sides settled as not sent: on the sender's book again that they were to leave. */
  takeBackQuantity(exceptionId: ExceptionId, batchId: BatchId, eventId: EventId): Promise<void>;
  /** Open deliveries to this organisation that still bring packs of any of these batches. */
  deliveriesOfLots(
    named: readonly Pick<QuantityLine, "gtin" | "batch">[],
  ): Promise<readonly { readonly shipmentId: ShipmentId; readonly despatchAdvice: string }[]>;
  /** For both sides of a delivery, by product and batch. */
  shippedQuantities(shipmentId: ShipmentId): Promise<readonly ShippedQuantity[]>;
  /** By product and batch. */
  quantities(siteId: SiteId): Promise<readonly QuantityAtSite[]>;
};
