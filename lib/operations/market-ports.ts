import type { HoldKind, OwnDisposition, Recall, RegistryState, RootPlace } from "@/lib/core/pack/axes";
import type {
  BatchId,
  EpcId,
  HoldId,
  OrgId,
  PersonId,
  ProductId,
  ShipmentId,
  SiteId,
} from "@/lib/core/pack/ids";
import type { Given } from "@/lib/core/recall/response";
import type { Recalled, RecallState } from "@/lib/core/recall/two-steps";

import type { Delivery } from "./ports";

declare const recallBrand: unique symbol;
export type RecallId = string & { readonly [recallBrand]: "RecallId" };
export const recallId = (text: string): RecallId => text as RecallId;

/** What the ledger writes of batches, products and markets: recalls, withdrawals, and holds on more than one unit. */
export type MarketTx = {
  unholdBatch(id: BatchId): Promise<void>;

  /** A hold on a batch, or on a delivery: then on each of its units, which keep it until it is released. */
  holdSubject(hold: {
    id: HoldId;
    subject: { readonly batchId: BatchId } | { readonly shipmentId: ShipmentId };
    kind: HoldKind;
    reason: string;
    siteId: SiteId;
    personId: PersonId;
    at: number;
  }): Promise<void>;
  /** An open hold on a batch or a delivery, under lock; null: there is none. */
  lockHold(id: HoldId): Promise<SubjectHold | null>;
  /** The delivery under lock with its units, for either side or the authority of its market; null otherwise. */
  heldShipment(id: ShipmentId): Promise<ShipmentSubject | null>;

  prepareRecall(draft: NewRecall): Promise<void>;
  /** Under lock; null: none that this organisation prepared. */
  lockRecall(id: RecallId): Promise<RecallDraft | null>;
  cancelRecall(id: RecallId, by: { personId: PersonId; at: number }): Promise<void>;
  /** Writes the recall on its markets and ends the holds that its draft placed. */
  signRecall(
    id: RecallId,
    signed: { changes: readonly Recalled[]; personId: PersonId; at: number },
  ): Promise<void>;
  /** The packs of a batch from one to another, in the order they were made; at most `limit`. */
  packsBetween(range: {
    batchId: BatchId;
    from: EpcId;
    to: EpcId;
    limit: number;
  }): Promise<readonly { readonly id: EpcId; readonly link: string }[]>;
  /** Packs that replace packs of a signed recall, however often repacked, and that no recall has stopped yet. */
  replacingRecalled(
    id: RecallId,
  ): Promise<readonly { readonly id: EpcId; readonly link: string; readonly makerId: OrgId }[]>;
  /** Signed recalls that reach any of these packs, the gravest first. */
  recallsOn(ids: readonly EpcId[]): Promise<readonly RecallOn[]>;
  /** A RECALL hold on packs of a recall, by serial numbers or because they replace packs of it. */
  holdRecalled(hold: {
    recallId: RecallId;
    ids: readonly EpcId[];
    siteId: SiteId;
    personId: PersonId;
    at: number;
  }): Promise<void>;
  /** Sites on its markets that have packs of it or packs that replace them, or to which some are on their way. */
  recallSites(id: RecallId): Promise<readonly RecallSite[]>;
  notifyRecall(
    id: RecallId,
    sites: readonly { readonly siteId: SiteId; readonly due: number | null }[],
    at: number,
  ): Promise<void>;
  /** Signed recalls, on that site's market, of these goods, of which that site was not notified yet. */
  recallsInside(
    goods: RecallGoods,
    siteId: SiteId,
  ): Promise<readonly { readonly id: RecallId; readonly class: Recall["class"] }[]>;
  /** A site that got goods of it, or is sent some, after it was signed. */
  notifySite(
    id: RecallId,
    notice: { readonly siteId: SiteId; readonly due: number | null; readonly at: number },
  ): Promise<void>;
  /** Whether there are packs in this container and all of them are of this organisation's batches. */
  madeAllOf(id: EpcId): Promise<boolean>;
  /** Of these units those on the market of the asking authority: prisma/functions/who-asks.sql says which. */
  regulated(ids: readonly EpcId[]): Promise<readonly EpcId[]>;
  /** What this site answered so far; null: it was not notified of such a recall. */
  recallAnswers(id: RecallId, siteId: SiteId): Promise<readonly Given[] | null>;
  answerRecall(
    id: RecallId,
    answer: { siteId: SiteId; steps: readonly Given[]; personId: PersonId; at: number },
  ): Promise<void>;

  /** Markets this product is withdrawn from. Locks the product; null: not one this organisation decides about. */
  lockProduct(id: ProductId): Promise<WithdrawnProduct | null>;
  withdrawProduct(
    id: ProductId,
    withdrawal: { markets: readonly string[]; reason: string; personId: PersonId; at: number },
  ): Promise<void>;
};

export type SubjectHold = {
  readonly id: HoldId;
  readonly kind: HoldKind;
  readonly placedByOrgId: OrgId;
  readonly byRegulator: boolean;
  readonly batchId: BatchId | null;
  readonly shipmentId: ShipmentId | null;
};

export type ShipmentSubject = {
  readonly senderId: OrgId;
  readonly receiverId: OrgId;
  readonly state: Delivery["state"];
  readonly roots: readonly { readonly id: EpcId; readonly link: string }[];
};

export type NewRecall = {
  readonly id: RecallId;
  readonly holderId: OrgId;
  readonly batchIds: readonly BatchId[];
  /** First and last pack, in the order they were made; null: the batches whole. */
  readonly range: { readonly from: EpcId; readonly to: EpcId } | null;
  readonly markets: readonly string[];
  readonly recall: Recall;
  readonly reason: string;
  /** Batches that this draft put on hold. */
  readonly heldBatchIds: readonly BatchId[];
  readonly personId: PersonId;
  readonly at: number;
};

export type RecallDraft = Omit<NewRecall, "personId" | "at"> & {
  readonly state: RecallState;
  readonly preparedBy: PersonId;
};

/** What a recall that is signed says to whoever has packs of it. */
export type RecallOn = Pick<RecallDraft, "id" | "holderId" | "markets" | "recall"> & {
  readonly orgId: OrgId;
};

/** Units with all they hold, and batches of packs without serials. */
export type RecallGoods = { readonly roots: readonly EpcId[]; readonly batches: readonly BatchId[] };

export type RecallSite = { readonly siteId: SiteId; readonly orgId: OrgId; readonly country: string };

export type WithdrawnProduct = {
  readonly id: ProductId;
  readonly holderId: OrgId;
  readonly gtin: string;
  readonly name: string;
  /** Markets, beside "everywhere". */
  readonly withdrawnFrom: readonly string[];
  readonly everywhere: boolean;
};

/**
 * One recall. Its organisation, its holder and authorities get the board: where every pack is, who has answered, who
 * still tried to supply. A site that was notified gets what is recalled and its own answers; the figures are null.
 */
export type RecallBoard = {
  readonly id: RecallId;
  readonly state: RecallState;
  /** Whose it is: the maker's own, or an authority's. */
  readonly organisation: string;
  readonly maker: string;
  /** People of the asking organisation; null for those of others. */
  readonly preparedBy: PersonId | null;
  readonly signedBy: PersonId | null;
  readonly markets: readonly string[];
  readonly recall: Recall;
  readonly reason: string;
  /** First and last serial number; null: the batches whole. */
  readonly serials: { readonly from: string; readonly to: string } | null;
  readonly preparedAt: number;
  readonly signedAt: number | null;
  readonly batches: readonly {
    readonly id: BatchId;
    readonly number: string;
    readonly gtin: string;
    readonly product: string;
    /** False: its packs have no serials, and are counted as sites told their number. */
    readonly serialised: boolean;
    readonly commissioned: number | null;
    readonly rows:
      | readonly {
          readonly state: RegistryState;
          readonly disposition: OwnDisposition | RootPlace;
          readonly held: boolean;
          readonly count: number;
        }[]
      | null;
  }[];
  readonly responses: readonly {
    /** Null: not a direct customer of the one who asks, who gets the count. */
    readonly siteId: SiteId | null;
    readonly site: string | null;
    readonly organisation: string | null;
    readonly mine: boolean;
    readonly due: number | null;
    readonly steps: readonly (Given & { readonly at: number })[];
  }[];
  /** When a pack of it was first looked at on its markets after it was signed, and so stopped. */
  readonly firstStop: number | null;
  /** Dispensings of its packs that were refused since it was signed. */
  readonly attempts: number | null;
};

/** A recall in the list of those that concern an organisation. */
export type RecallLine = {
  readonly id: RecallId;
  readonly state: RecallState;
  readonly markets: readonly string[];
  readonly class: Recall["class"];
  readonly depth: Recall["depth"];
  /** Prepared by this organisation. */
  readonly mine: boolean;
  /** When it was signed, or prepared (epoch milliseconds). */
  readonly at: number;
  /** Who prepared it, of this organisation. */
  readonly preparedBy: PersonId | null;
  /** "Product strength, batch number". */
  readonly batches: readonly string[];
  readonly batchIds: readonly BatchId[];
  /** Sites of this organisation that have not acknowledged yet. */
  readonly open: readonly SiteId[];
  /** All sites that have not; null for those who were only notified. */
  readonly unanswered: number | null;
};
