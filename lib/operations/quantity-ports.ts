import type { Lot, QuantityLine } from "@/lib/core/custody/quantities";
import type { BatchId, EventId, SiteId } from "@/lib/core/pack/ids";
import type { Content } from "./ports";

/** A batch named by what is printed on its packs, as it stands at one site. */
export type SiteLot = Lot & Pick<Content, "batch" | "product">;

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
  readonly count: number;
};

export type QuantityTx = {
  /** Those that exist, their counts locked in one order. */
  lockLots(
    siteId: SiteId,
    named: readonly Pick<QuantityLine, "gtin" | "batch">[],
  ): Promise<readonly SiteLot[]>;
  /** Onto the site's book (above zero) or off it; throws when it would fall below zero. */
  moveQuantities(move: {
    readonly eventId: EventId;
    readonly siteId: SiteId;
    readonly of: readonly { readonly batchId: BatchId; readonly delta: number }[];
  }): Promise<void>;
  /** By product and batch. */
  quantities(siteId: SiteId): Promise<readonly QuantityAtSite[]>;
};
