import type { Side } from "@/lib/core/custody/exceptions";
import type { OwnDisposition, RegistryState, RootPlace } from "@/lib/core/pack/axes";
import type { BatchId, EpcId, EventId, OrgId, ProductId, ShipmentId, SiteId } from "@/lib/core/pack/ids";
import type { PublicStatement } from "@/lib/core/proof/statement";
import type { DeliveryException } from "./exception-ports";
import type { RecallDesk } from "./recall-desk-ports";
import type { TenantScope } from "./scope";

/** What the desk's screens read. One adapter (lib/db/desk): lists have no rules of their own to run on memory. */
export type Desk = RecallDesk & {
  batches(scope: TenantScope): Promise<readonly BatchLine[]>;
  batchSerials(
    scope: TenantScope,
    id: BatchId,
    after: string,
    limit: number,
  ): Promise<readonly BatchSerial[]>;
  /** Where the packs of a batch are now, by possessor, site and state; empty when it is no batch of the asking one. */
  batchNow(scope: TenantScope, id: BatchId): Promise<readonly BatchPlace[]>;
  /** Print jobs of a batch's labels, oldest first. */
  prints(scope: TenantScope, id: BatchId): Promise<readonly PrintJob[]>;
  stock(scope: TenantScope, site: SiteId): Promise<readonly StockLine[]>;
  deliveries(scope: TenantScope, direction: "in" | "out", limit: number): Promise<readonly DeliverySummary[]>;
  /** The open delivery to the active site that announces this root. */
  openDeliveryWith(scope: TenantScope, root: EpcId): Promise<ShipmentId | null>;
  today(scope: TenantScope, since: number, limit: number): Promise<readonly TodayLine[]>;
  exceptions(scope: TenantScope): Promise<readonly ExceptionLine[]>;
  alerts(scope: TenantScope, limit: number): Promise<readonly AlertLine[]>;
  colleagues(
    scope: TenantScope,
  ): Promise<readonly { readonly id: string; readonly name: string; readonly job: string }[]>;
  /** Codes to click on the demo's stations; empty outside the demo. */
  tray(scope: TenantScope, station: Station): Promise<readonly TrayCode[]>;
  log(): Promise<LogStatus>;
};

export type Station = "commission" | "pack" | "ship" | "receive" | "counter" | "find" | "check";

export type BatchLine = {
  readonly id: BatchId;
  readonly holderId: OrgId;
  readonly number: string;
  readonly productId: ProductId;
  readonly product: string;
  readonly strength: string;
  readonly gtin: string;
  readonly caseSize: number | null;
  readonly expiryPrinted: string;
  readonly lastValidDay: string;
  readonly state: "PACKAGED" | "RELEASED";
  readonly held: boolean;
  /** Of a held batch: since when (epoch milliseconds), why, and by which organisation. */
  readonly hold: {
    readonly at: number;
    readonly reason: string | null;
    readonly by: string;
    readonly byAuthority: boolean;
  } | null;
  readonly recalled: boolean;
  readonly plannedSize: number;
  readonly releasedAt: number | null;
  readonly commissioned: number;
  readonly packed: number;
  /** Saleable at the asking organisation's own sites. */
  readonly atSite: number;
  readonly inTransit: number;
  /** Saleable at others. */
  readonly elsewhere: number;
  readonly supplied: number;
  readonly heldPacks: number;
  readonly other: number;
};

/** So many packs of one batch, all at one place in one state. */
export type BatchPlace = {
  readonly holderId: OrgId;
  readonly holder: string;
  /** Null: on its way. */
  readonly siteId: SiteId | null;
  readonly site: string | null;
  readonly city: string | null;
  readonly place: RootPlace;
  readonly state: RegistryState;
  readonly ownDisposition: OwnDisposition | null;
  /** By a hold of their own or of a container around them. */
  readonly held: boolean;
  readonly count: number;
};

export type BatchSerial = {
  readonly id: EpcId;
  readonly serial: string;
  readonly link: string;
  readonly state: string;
  readonly packed: boolean;
};

/** Labels that went to a printer: the packs from the first to the last, in the order they were made. */
export type PrintJob = {
  readonly id: string;
  readonly at: number;
  readonly person: string | null;
  readonly count: number;
  readonly serialFrom: string;
  readonly serialTo: string;
  readonly fromId: EpcId;
  readonly toId: EpcId;
  /** Of a reprint. */
  readonly reason: string | null;
  /** open: no label of it was scanned back yet. spoiled: nothing usable came out of the printer. */
  readonly outcome: "open" | "checked" | "spoiled";
};

export type StockLine = {
  readonly batchId: BatchId;
  readonly batch: string;
  readonly product: string;
  readonly strength: string;
  readonly productId: ProductId;
  readonly lastValidDay: string;
  readonly batchState: "PACKAGED" | "RELEASED";
  readonly recalled: boolean;
  readonly batchHeld: boolean;
  readonly state: string;
  readonly ownDisposition: string | null;
  readonly held: boolean;
  readonly count: number;
};

export type DeliverySummary = {
  readonly id: ShipmentId;
  readonly despatchAdvice: string;
  readonly orderNumber: string | null;
  readonly purpose: string;
  readonly state: "OPEN" | "RECEIVED" | "PARTLY_RECEIVED" | "VOIDED";
  /** The other side: its organisation and site. */
  readonly partner: string;
  readonly partnerSite: string;
  readonly units: number;
  readonly packs: number;
  readonly missing: number;
  readonly shippedAt: number;
  readonly receivedAt: number | null;
};

export type TodayLine = {
  readonly eventId: EventId;
  readonly at: number;
  readonly bizStep: string | null;
  readonly registryState: string | null;
  readonly action: string | null;
  readonly type: string;
  /** Units the event names. */
  readonly units: number;
  readonly partner: string | null;
  readonly level: "recorded" | "logged" | "anchored" | "final";
  readonly statement: PublicStatement;
};

/** Not settled, or agreed on and not done yet. */
export type ExceptionLine = DeliveryException & {
  readonly despatchAdvice: string;
  /** The other side: its organisation, of a transfer its site. */
  readonly partner: string;
  /** The one that the asking site speaks for. */
  readonly side: Side;
};

export type AlertLine = {
  readonly id: string;
  readonly gtin: string;
  readonly serial: string;
  readonly product: string | null;
  readonly cause: string;
  readonly state: string;
  readonly count: number;
  readonly raisedAt: number;
  readonly raisedByOrgId: OrgId;
  /** Where it was read. */
  readonly siteId: SiteId;
};

export type TrayCode = {
  readonly label: string;
  readonly description: string;
  /** What a scanner would deliver, with AIM id and U+001D. */
  readonly raw: string;
};

export type LogStatus = {
  readonly origin: string | null;
  readonly size: string;
  /** Events recorded and not in the log yet. */
  readonly waiting: number;
  /** When the oldest leaf that no head on a chain covers was logged (epoch milliseconds); null: all are covered. */
  readonly unanchoredSince: number | null;
  readonly anchored: {
    readonly size: string;
    readonly at: number;
    readonly block: string | null;
    readonly final: boolean;
  } | null;
  readonly worker: {
    readonly at: number;
    readonly log: string;
    readonly chain: string;
    readonly because: string | null;
  } | null;
};
