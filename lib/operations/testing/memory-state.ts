import type { Action } from "@/lib/core/access/permissions";
import { utf8 } from "@/lib/core/bytes/bytes";
import type { PlaceKind } from "@/lib/core/custody/place";
import type { Book } from "@/lib/core/custody/quantities";
import type { Sha256 } from "@/lib/core/hash";
import type { HoldKind, OwnDisposition, RegistryState, RootPlace } from "@/lib/core/pack/axes";
import {
  type BatchId,
  type EpcId,
  type EventId,
  epcId,
  type HoldId,
  type OrgId,
  type PersonId,
  type ProductId,
  type ShipmentId,
  type SiteId,
} from "@/lib/core/pack/ids";
import type { Given } from "@/lib/core/recall/response";
import type { MarketRecall, RecallState } from "@/lib/core/recall/two-steps";
import type { Announcement, AnnouncementId, WaitingOutcome, WaitingUnit } from "../arrival-ports";
import type { Kept } from "../capture-ports";
import type { DeliveryException, ExceptionId } from "../exception-ports";
import type { NewJob } from "../job-ports";
import type { NewRecall, RecallId } from "../market-ports";
import type { AuditEntry, EntryMode, EventRecord, NewShipment } from "../ports";
import type { TenantScope } from "../scope";
import { DELEGATIONS, ORGANISATIONS } from "./cast";

/** The tables of the ledger, in memory. Rows are replaced, never changed in place: a snapshot is a copy of the maps. */

export type EpcRow = {
  readonly id: EpcId;
  readonly kind: "sgtin" | "sscc";
  readonly link: string;
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  /** Of a tote. */
  readonly grai?: string;
  /** The place inside its site. */
  readonly storedAt?: string | null;
  readonly batchId: BatchId | null;
  readonly parentId: EpcId | null;
  readonly holderId: OrgId | null;
  readonly siteId: SiteId | null;
  readonly place: RootPlace | null;
  readonly state: RegistryState;
  readonly ownDisposition: OwnDisposition | null;
  readonly stateEventId: EventId;
  readonly remaining: number | null;
};

export type BatchState = {
  readonly id: BatchId;
  readonly productId: ProductId;
  readonly holderId: OrgId;
  readonly number: string;
  readonly expiryPrinted: string;
  readonly lastValidDay: string;
  readonly plannedSize: number;
  readonly state: "PACKAGED" | "RELEASED";
  readonly heldAt: number | null;
  readonly heldByOrgId: OrgId | null;
  /** One for each market. */
  readonly recalls: readonly (MarketRecall & { readonly at: number })[];
};

export type HoldRow = {
  readonly id: HoldId;
  /** One of the three. */
  readonly epcId: EpcId | null;
  readonly batchId: BatchId | null;
  readonly shipmentId: ShipmentId | null;
  /** Of a unit: the hold on its delivery. */
  readonly fromHold: HoldId | null;
  /** Of a pack recalled one by one. */
  readonly recallId?: RecallId;
  readonly kind: HoldKind;
  readonly reason: string;
  readonly placedByOrgId: OrgId;
  readonly placedAt: number;
  readonly released: boolean;
};

export type EventRow = EventRecord & {
  readonly capturerId: OrgId;
  readonly siteId: SiteId;
  readonly personId: PersonId;
};

export type ShipmentRow = Omit<NewShipment, "lines"> & {
  readonly senderId: OrgId;
  readonly state: "OPEN" | "RECEIVED" | "PARTLY_RECEIVED" | "VOIDED";
  readonly receivedAt: number | null;
  readonly lines: readonly {
    readonly epcId: EpcId;
    readonly packCount: number;
    readonly state: "expected" | "received" | "missing";
  }[];
};

export type ExceptionRow = DeliveryException;

export type AnnouncementRow = Announcement & { readonly orgId: OrgId };
export type WaitingRow = WaitingUnit & { readonly orgId: OrgId; readonly outcome: WaitingOutcome | null };

export type AlertRow = {
  readonly id: string;
  readonly orgId: OrgId;
  readonly gtin: string;
  readonly serial: string;
  readonly cause: string;
  readonly count: number;
};

export type LookRow = {
  readonly orgId: OrgId;
  readonly siteId: SiteId;
  readonly epcId: EpcId | null;
  readonly serial: string;
  readonly entry: EntryMode;
  /** Where the ledger had it then; null: nowhere that tracks, or it is not registered. */
  readonly custodySiteId: SiteId | null;
  /** A dispensing that was refused, not a question. */
  readonly refused: boolean;
  readonly at: number;
};

export type RecallRow = NewRecall & {
  readonly orgId: OrgId;
  readonly state: RecallState;
  readonly signedAt: number | null;
  readonly signedBy: PersonId | null;
};

export type ResponseRow = Given & {
  readonly recallId: RecallId;
  readonly siteId: SiteId;
  readonly orgId: OrgId;
  readonly at: number;
  readonly due: number | null;
};

export type Interval = {
  readonly child: EpcId;
  readonly parent: EpcId;
  readonly from: bigint;
  readonly to: bigint | null;
};

export type GenealogyRow = {
  readonly eventId: EventId;
  readonly epcId: EpcId;
  readonly side: "old" | "new";
};

export type QuantityMoveRow = {
  readonly eventId: EventId;
  readonly batchId: BatchId;
  readonly siteId: SiteId;
  readonly book: Book;
  readonly delta: number;
};

export type QuantityLineRow = {
  readonly shipmentId: ShipmentId;
  readonly batchId: BatchId;
  readonly quantity: number;
  readonly received: number;
  readonly missing: number;
  readonly takenBack: number;
  readonly book: Book;
};

export type CaptureRow = Omit<Kept, "effect"> & {
  readonly effect: Kept["effect"] | "applied";
  readonly orgId: OrgId;
  readonly scope: TenantScope;
  readonly eventId: EventId | null;
};

export type State = {
  captures: Map<string, CaptureRow>;
  epcs: Map<EpcId, EpcRow>;
  links: Map<string, EpcId>;
  batches: Map<BatchId, BatchState>;
  holds: Map<HoldId, HoldRow>;
  events: Map<EventId, EventRow>;
  intervals: readonly Interval[];
  genealogy: readonly GenealogyRow[];
  shipments: Map<ShipmentId, ShipmentRow>;
  exceptions: Map<ExceptionId, ExceptionRow>;
  announcements: Map<AnnouncementId, AnnouncementRow>;
  places: Map<string, PlaceKind>;
  quantityMoves: readonly QuantityMoveRow[];
  quantityLines: readonly QuantityLineRow[];
  waiting: readonly WaitingRow[];
  alerts: Map<string, AlertRow>;
  looks: readonly LookRow[];
  requests: Map<string, { readonly bodyHash: Uint8Array; readonly outcome: string }>;
  audit: readonly (AuditEntry & { readonly orgId: OrgId })[];
  jobs: readonly (NewJob & { readonly orgId: OrgId })[];
  recalls: Map<RecallId, RecallRow>;
  /** Containers numbered with each company prefix. */
  containerNumbers: Map<string, number>;
  responses: readonly ResponseRow[];
  withdrawals: readonly { readonly productId: ProductId; readonly market: string }[];
};

export const emptyState = (): State => ({
  captures: new Map(),
  epcs: new Map(),
  links: new Map(),
  batches: new Map(),
  holds: new Map(),
  events: new Map(),
  intervals: [],
  genealogy: [],
  shipments: new Map(),
  exceptions: new Map(),
  announcements: new Map(),
  places: new Map(),
  quantityMoves: [],
  quantityLines: [],
  waiting: [],
  alerts: new Map(),
  looks: [],
  requests: new Map(),
  audit: [],
  jobs: [],
  recalls: new Map(),
  containerNumbers: new Map(),
  responses: [],
  withdrawals: [],
});

export const copyOf = (state: State): State => ({
  ...state,
  captures: new Map(state.captures),
  epcs: new Map(state.epcs),
  links: new Map(state.links),
  batches: new Map(state.batches),
  holds: new Map(state.holds),
  events: new Map(state.events),
  shipments: new Map(state.shipments),
  exceptions: new Map(state.exceptions),
  announcements: new Map(state.announcements),
  places: new Map(state.places),
  alerts: new Map(state.alerts),
  requests: new Map(state.requests),
  recalls: new Map(state.recalls),
  containerNumbers: new Map(state.containerNumbers),
});

/** Throws: a broken invariant, as the database would. */
export function must<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`No ${what}`);
  return value;
}

export const epcOf = (state: State, id: EpcId): EpcRow => must(state.epcs.get(id), `unit ${id}`);

export function byLink(state: State, link: string): EpcRow | undefined {
  const id = state.links.get(link);
  return id && state.epcs.get(id);
}

/** From the unit itself up to its root. */
export function climb(state: State, id: EpcId): readonly EpcRow[] {
  const rows = [epcOf(state, id)];
  for (let at = rows[0]; at?.parentId; at = epcOf(state, at.parentId)) rows.push(epcOf(state, at.parentId));
  return rows;
}

export const rootOf = (state: State, id: EpcId): EpcRow => must(climb(state, id).at(-1), "root");

export const openHolds = (state: State, id: EpcId): readonly HoldRow[] =>
  [...state.holds.values()].filter((hold) => hold.epcId === id && !hold.released);

/** On whole batches: what every pack of them inherits. */
export const openBatchHolds = (state: State, id: BatchId): readonly HoldRow[] =>
  [...state.holds.values()].filter((hold) => hold.batchId === id && !hold.released);

export const siteOfCast = (id: SiteId) =>
  ORGANISATIONS.flatMap(({ sites, ...organisation }) =>
    sites.filter((site) => site.id === id).map((site) => ({ site, organisation })),
  )[0];

export const isRegulator = (org: OrgId): boolean =>
  ORGANISATIONS.some(({ id, licences }) => id === org && licences.some(({ kind }) => kind === "regulator"));

/** Whether an agent may do this for a holder, as the database's function of that name. */
export const delegated = (agent: OrgId, holder: OrgId, verb: Action | null, product: ProductId): boolean =>
  DELEGATIONS.some(
    ({ from, to, actions, products, validTo }) =>
      from === holder &&
      to === agent &&
      (verb === null || actions.includes(verb)) &&
      (verb === null || products === null || products.includes(product)) &&
      validTo === null,
  );

/** Numbers the database draws from sequences: not given back by a rollback. */
export type Sequences = { epc: number; ledger: number; hold: number };

/** What one transaction works on; `sha256` because a unit's id starts with a hash of its link. */
export type Session = {
  readonly state: State;
  readonly scope: TenantScope;
  readonly sequences: Sequences;
  readonly sha256: Sha256;
};

/** bucket(link) << 48 | sequence, as the database makes it. */
export function newId({ sha256, sequences }: Session, link: string): EpcId {
  const [first = 0, second = 0] = sha256(utf8(link));
  const bucket = (first << 7) | (second >> 1);
  return epcId(String((BigInt(bucket) << 48n) | BigInt(++sequences.epc)));
}
