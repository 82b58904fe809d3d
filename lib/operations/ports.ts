import type { Journey } from "@/lib/core/custody/journey";
import type { ShipmentPurpose } from "@/lib/core/custody/purposes";
import type { Contents } from "@/lib/core/custody/ship-blockers";
import type { EventName } from "@/lib/core/epcis-query/event-index";
import type { Sha256 } from "@/lib/core/hash";
import type { HoldKind, OwnDisposition, RegistryState, RootPlace } from "@/lib/core/pack/axes";
import type {
  BatchId,
  EpcId,
  EventId,
  HoldId,
  OrgId,
  PersonId,
  ProductId,
  ShipmentId,
  SiteId,
} from "@/lib/core/pack/ids";
import type { PublicStatement } from "@/lib/core/proof/statement";
import type { MarketRecall } from "@/lib/core/recall/two-steps";
import type { ArrivalTx } from "./arrival-ports";
import type { AfterShipping, CaptureTx, Capturing } from "./capture-ports";
import type { Directory } from "./directory-ports";
import type { DeliveryException, ExceptionTx } from "./exception-ports";
import type { NewJob } from "./job-ports";
import type { MarketTx, RecallBoard, RecallId, RecallLine } from "./market-ports";
import type { PlaceTx } from "./place-ports";
import type { QuantityTx } from "./quantity-ports";
import type { ReplacingPack, Trace, TreeNode, VerifyAnswer, VerifyQuery } from "./reading-ports";
import type { ReturnTx } from "./return-ports";
import type { TenantScope } from "./scope";
import type { BatchRow, ProductFacts, Unit } from "./unit";

/** The world, as operations see it. Two adapters implement it: lib/db (Postgres) and testing/memory. */

export type Clock = { now(): number };
export type Ids = { uuid(): string };
export type Random = { bytes(length: number): Uint8Array };

export type Deps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly sha256: Sha256;
  readonly ledger: Ledger;
  readonly directory: Directory;
  /** Told when a request was answered before and gets that answer again, for whoever must say so. */
  readonly replayed?: () => void;
  /** Takes in what waited for a shipment (settle-waiting), in the shipping's transaction. */
  readonly afterShipping: AfterShipping;
  /** Absent: nobody but the ledger words its events. */
  readonly capturing?: Capturing;
};

/** What work inside a transaction may use besides; the ledger itself it has through that transaction only. */
export type Tools = Omit<Deps, "ledger">;

export const ENTRY_MODES = ["camera", "wedge", "paste", "typed", "picture", "tray", "file", "api"] as const;
export type EntryMode = (typeof ENTRY_MODES)[number];
/** Lists of files and programs name packs wherever they are: nobody says that they are at hand. */
export const isInHand = (entry: EntryMode): boolean => entry !== "file" && entry !== "api";

/**
 * Packs, custody and events. Everything inside `transact` commits together or not at all; the adapter retries the
 * whole body when the database asks for it, so a body has no effect but through `tx`.
 */
export type Ledger = {
  transact<Value>(scope: TenantScope, body: (tx: LedgerTx) => Promise<Value>): Promise<Value>;
  /** One round trip: finds the pack, walks to its root, records the look. */
  verify(scope: TenantScope, query: VerifyQuery): Promise<VerifyAnswer>;
  find(scope: TenantScope, links: readonly string[]): Promise<readonly Unit[]>;
  tree(scope: TenantScope, links: readonly string[]): Promise<readonly TreeNode[]>;
  trace(scope: TenantScope, link: string): Promise<Trace | null>;
  delivery(scope: TenantScope, id: ShipmentId): Promise<Delivery | null>;
  /** For its two sides; oldest first. */
  deliveryExceptions(scope: TenantScope, id: ShipmentId): Promise<readonly DeliveryException[]>;
  /** Packs that replace packs of this batch, however often repacked; null: the batch is not the asker's to know. */
  replacing(scope: TenantScope, batchId: BatchId): Promise<readonly ReplacingPack[] | null>;
  /** The latest first. */
  recalls(scope: TenantScope, limit: number): Promise<readonly RecallLine[]>;
  recallBoard(scope: TenantScope, id: RecallId): Promise<RecallBoard | null>;
  audit(scope: TenantScope, entry: AuditEntry): Promise<void>;
};

export type LockMode = "custody" | "transition";

export type LedgerTx = {
  /** The units that exist among `links`, locked in the ledger's one lock order. */
  lock(links: readonly string[], mode: LockMode): Promise<readonly Unit[]>;
  /**
   * What is inside these roots, counted by batch and state. `markets`: where a recall or withdrawal counts; absent: on
   * the asking site's market.
   */
  contents(roots: readonly EpcId[], markets?: readonly string[]): Promise<readonly Content[]>;
  /** These roots with everything beneath them. */
  tree(roots: readonly string[]): Promise<readonly TreeNode[]>;
  /** The next place in the ledger's order; draw it after locking. Decimal. */
  nextSeq(): Promise<string>;

  /** How many containers the organisation has numbered with this company prefix, this one included. Decimal. */
  numberContainer(prefix: string): Promise<string>;
  createPacks(packs: NewPacks): Promise<readonly EpcId[]>;
  createContainers(containers: NewContainers): Promise<readonly EpcId[]>;
  /** Compare-and-set: fails (and is retried) when one of them is no longer in `from`. */
  setState(change: StateChange): Promise<void>;
  setDisposition(ids: readonly EpcId[], own: OwnDisposition | null): Promise<void>;
  /** Units left in packs that are open from now on. */
  setRemaining(packs: readonly { readonly id: EpcId; readonly remaining: number }[]): Promise<void>;
  /** Which of these a delivery took away that was not voided, alone or inside a container. */
  everShipped(ids: readonly EpcId[]): Promise<readonly EpcId[]>;
  /** The genealogy of one repacking. */
  replace(link: {
    readonly eventId: EventId;
    readonly olds: readonly EpcId[];
    readonly news: readonly EpcId[];
  }): Promise<void>;
  /** Links of the packs a delivery still has under way, for whoever may ask: its sides, an authority, their maker. */
  packsUnderWay(id: ShipmentId): Promise<readonly string[] | null>;
  /** Whether this organisation has this person. */
  isColleague(id: PersonId): Promise<boolean>;
  pack(parent: EpcId, children: readonly EpcId[], seq: string): Promise<void>;
  unpack(parent: EpcId, children: readonly EpcId[], seq: string): Promise<void>;
  move(roots: readonly EpcId[], to: { holderId: OrgId; siteId: SiteId; place: RootPlace }): Promise<void>;
  placeHold(hold: {
    id: HoldId;
    epcId: EpcId;
    kind: HoldKind;
    reason: string;
    siteId: SiteId;
    personId: PersonId;
    at: number;
  }): Promise<void>;
  /** Answers the units on which it ended: of a delivery, those that still had it. */
  releaseHold(hold: { id: HoldId; personId: PersonId; at: number }): Promise<readonly EpcId[]>;

  /** False: this product has a batch of that number already. */
  createBatch(batch: NewBatch): Promise<boolean>;
  /** Null: no such batch, or none this organisation decides about. */
  lockBatch(id: BatchId): Promise<LockedBatch | null>;
  releaseBatch(id: BatchId, at: number): Promise<void>;
  holdBatch(id: BatchId, hold: { at: number; reason: string | null }): Promise<void>;

  append(record: EventRecord): Promise<void>;

  openShipment(shipment: NewShipment): Promise<void>;
  lockShipment(id: ShipmentId): Promise<Delivery | null>;
  settleShipment(settlement: {
    id: ShipmentId;
    state: "RECEIVED" | "PARTLY_RECEIVED" | "VOIDED";
    received: readonly EpcId[];
    missing: readonly EpcId[];
    at: number;
    /** Null: nothing arrived. */
    eventId: EventId | null;
  }): Promise<void>;
  /** The delivery from which this unit is reported missing, for either side of it; null: it turned up, or never was. */
  missingFrom(link: string): Promise<Delivery | null>;
  /** It turned up, at the receiver or at the sender: the report is closed for both. */
  closeMissing(found: {
    shipmentId: ShipmentId;
    epcId: EpcId;
    by: "receiver" | "sender";
    personId: PersonId;
    at: number;
  }): Promise<void>;
  /**
   * A pack that was reported missing is in the hands of whoever acts, who need be no side of that delivery: custody is
   * theirs, and the reports are closed. Who is to be told: both sides of each.
   */
  takeFound(found: { id: EpcId; siteId: SiteId; personId: PersonId; at: number }): Promise<readonly OrgId[]>;
  /** Looks at this pack by this site after `since` (epoch milliseconds). */
  looksSince(epcId: EpcId, siteId: SiteId, since: number): Promise<number>;
  /** The way of each from another site that had it in hand to this one; of most there is none. */
  journeys(ids: readonly EpcId[], siteId: SiteId, at: number): Promise<ReadonlyMap<EpcId, Journey>>;
  /** A refused repeat counts as a look, too, although nobody asked for a verdict. */
  recordLook(look: {
    epcId: EpcId;
    siteId: SiteId;
    personId: PersonId;
    entry: EntryMode;
    at: number;
  }): Promise<void>;
  /**
   * One alert per (pack, cause): a repeat raises its counter. Returns their ids, in order. Of a suspected clone the other
   * site that had it in hand gets one, too: either may have the copy.
   */
  raiseAlerts(alerts: Alerts): Promise<readonly string[]>;

  /** Puts a job before the worker, in the transaction that keeps the request's answer. */
  createJob(job: NewJob): Promise<void>;

  /** What this organisation's request of that key answered before, if it did. */
  outcomeOf(key: string): Promise<{ readonly bodyHash: Uint8Array; readonly outcome: unknown } | null>;
  keepOutcome(key: string, bodyHash: Uint8Array, outcome: unknown, at: number): Promise<void>;
  audit(entry: AuditEntry): Promise<void>;
} & MarketTx &
  ExceptionTx &
  ArrivalTx &
  PlaceTx &
  QuantityTx &
  ReturnTx &
  CaptureTx;

export type Alerts = {
  readonly siteId: SiteId;
  readonly personId: PersonId;
  readonly at: number;
  /** Each (pack, cause) once. */
  readonly of: readonly {
    readonly id: string;
    readonly gtin: string;
    readonly serial: string;
    readonly cause: string;
  }[];
};

/** A batch under lock, for whoever may decide about it. */
export type LockedBatch = BatchRow & {
  readonly product: ProductFacts;
  readonly plannedSize: number;
  readonly commissioned: number;
  /** An authority's hold is not the maker's to lift. */
  readonly heldByRegulator: boolean;
  /** Who placed the hold that is its flag; null: it is not held. */
  readonly heldByOrgId: OrgId | null;
  /** Open holds on the batch besides. */
  readonly openHolds: number;
  readonly recalls: readonly MarketRecall[];
};

export type AuditEntry = {
  readonly action: string;
  /** "done", or the refusal's code. */
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: number;
};

/** One row of the running counters under a root. */
export type Content = Contents & {
  readonly rootId: EpcId;
  readonly product: Contents["product"] & Pick<ProductFacts, "id" | "holderId" | "name" | "strength">;
};

export type NewPacks = {
  readonly siteId: SiteId;
  readonly batchId: BatchId;
  readonly links: readonly string[];
  readonly serials: readonly string[];
  readonly state: RegistryState;
  readonly eventId: EventId;
};

export type NewContainers = {
  readonly siteId: SiteId;
  readonly links: readonly string[];
  /** In the order of the links. */
  readonly ssccs: readonly string[];
  readonly eventId: EventId;
};

export type StateChange = {
  readonly ids: readonly EpcId[];
  readonly from: RegistryState;
  readonly to: RegistryState;
  readonly own: OwnDisposition | null;
  readonly eventId: EventId;
};

export type NewBatch = {
  readonly id: BatchId;
  readonly productId: ProductId;
  readonly holderId: OrgId;
  readonly number: string;
  readonly expiryPrinted: string;
  readonly lastValidDay: string;
  readonly plannedSize: number;
  readonly at: number;
};

export type NewShipment = {
  readonly id: ShipmentId;
  readonly despatchAdvice: string;
  readonly orderNumber: string | null;
  readonly purpose: ShipmentPurpose;
  /** Who buys a drop shipment; null for every other. */
  readonly buyerId: OrgId | null;
  readonly senderSiteId: SiteId;
  readonly receiverId: OrgId;
  readonly receiverSiteId: SiteId;
  readonly packCount: number;
  readonly shippedAt: number;
  readonly shipEventId: EventId;
  readonly lines: readonly { readonly epcId: EpcId; readonly packCount: number }[];
};

export type Delivery = {
  readonly id: ShipmentId;
  readonly despatchAdvice: string;
  readonly orderNumber: string | null;
  readonly purpose: ShipmentPurpose;
  /** Who buys a drop shipment; null for every other. */
  readonly buyerId: OrgId | null;
  readonly senderId: OrgId;
  readonly senderSiteId: SiteId;
  /** In whose name it was shipped; null: in the sender's own. */
  readonly ownerId: OrgId | null;
  readonly receiverId: OrgId;
  readonly receiverSiteId: SiteId;
  readonly state: "OPEN" | "RECEIVED" | "PARTLY_RECEIVED" | "VOIDED";
  readonly packCount: number;
  readonly shippedAt: number;
  readonly receivedAt: number | null;
  readonly lines: readonly DeliveryLine[];
};

export type DeliveryLine = {
  readonly id: EpcId;
  readonly link: string;
  readonly kind: "sgtin" | "sscc";
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly packCount: number;
  readonly state: "expected" | "received" | "missing";
  readonly product: string | null;
  readonly batch: string | null;
};

/** One event as the ledger keeps it and the log commits to it. */
export type EventRecord = {
  readonly id: EventId;
  /** What whoever told it calls it, unique among an organisation's events; null: the ledger's own. */
  readonly name: string | null;
  /** It has an errorDeclaration. */
  readonly isCorrection: boolean;
  /** The event it corrects. */
  readonly corrects: EventId | null;
  readonly ledgerSeq: string;
  readonly eventHash: string;
  readonly type: string;
  readonly action: string | null;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly registryState: string | null;
  readonly eventTime: number;
  readonly offset: string;
  readonly recordTime: number;
  readonly readPoint: string | null;
  readonly bizLocation: string | null;
  /** The captured bytes. */
  readonly document: Uint8Array;
  /** 32 bytes. */
  readonly eventKey: Uint8Array;
  readonly statement: PublicStatement;
  readonly recordHash: Uint8Array;
  readonly entry: Uint8Array;
  readonly actingForId: OrgId | null;
  readonly entryMode: EntryMode;
  readonly effect: "applied" | "observed";
  /** What the ledger keeps besides: the witness of a destruction. */
  readonly detail: Readonly<Record<string, string>>;
  readonly epcs: readonly { readonly id: EpcId; readonly role: number }[];
  /** What it names besides its units, canonical: what a query finds it by. */
  readonly names: readonly EventName[];
  readonly parties: readonly OrgId[];
};
