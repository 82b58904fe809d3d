import type { Journey } from "@/lib/core/custody/journey";
import type {
  BatchFacts,
  Here,
  HoldKind,
  OwnDisposition,
  PackFacts,
  ProductState,
  Recall,
  RegistryState,
  RootPlace,
} from "@/lib/core/pack/axes";
import type { BatchId, EpcId, EventId, HoldId, OrgId, ProductId, SiteId } from "@/lib/core/pack/ids";
import { has, type TenantScope } from "./scope";

export type ProductFacts = {
  readonly id: ProductId;
  readonly holderId: OrgId;
  readonly gtin: string;
  readonly name: string;
  readonly strength: string;
  readonly form: string;
  readonly packSize: string;
  readonly state: ProductState;
};

export type BatchRow = {
  readonly id: BatchId;
  readonly holderId: OrgId;
  readonly number: string;
  /** YYMMDD as printed; day 00 allowed. */
  readonly expiryPrinted: string;
  /** "YYYY-MM-DD". */
  readonly lastValidDay: string;
  readonly state: BatchFacts["state"];
  readonly held: boolean;
  readonly recall: (Recall & { readonly at: number }) | null;
};

/** One identified thing as the ledger has it, with its root's custody and everything that may block it. */
export type Unit = {
  readonly id: EpcId;
  readonly kind: "sgtin" | "sscc";
  /** Canonical GS1 Digital Link. */
  readonly link: string;
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly state: RegistryState;
  readonly ownDisposition: OwnDisposition | null;
  readonly parentId: EpcId | null;
  readonly parentLink: string | null;
  readonly rootId: EpcId;
  readonly rootLink: string;
  /** Containers above it. */
  readonly depth: number;
  readonly holderId: OrgId;
  readonly siteId: SiteId | null;
  readonly place: RootPlace;
  /** Epoch milliseconds; null: the site that holds it does not track custody. */
  readonly siteTracksFrom: number | null;
  readonly holds: readonly {
    readonly id: HoldId;
    readonly kind: HoldKind;
    readonly reason: string;
    readonly placedByOrgId: OrgId;
    readonly byRegulator: boolean;
    /** False: inherited from a container. */
    readonly own: boolean;
  }[];
  readonly batch: BatchRow | null;
  readonly product: ProductFacts | null;
  /** Units left in an opened pack; null: never opened. */
  readonly remaining: number | null;
  /** Packs that came out of its repacking are linked to it. */
  readonly replaced: boolean;
  /** It is linked to the packs it was repacked from. */
  readonly replaces: boolean;
  readonly stateEvent: {
    readonly eventId: EventId;
    readonly orgId: OrgId;
    readonly siteId: SiteId;
    readonly eventTime: number;
    readonly recordTime: number;
  } | null;
};

export type Pack = Unit & {
  readonly kind: "sgtin";
  readonly gtin: string;
  readonly serial: string;
  readonly batch: BatchRow;
  readonly product: ProductFacts;
};

export const isPack = (unit: Unit): unit is Pack =>
  unit.kind === "sgtin" &&
  unit.gtin !== null &&
  unit.serial !== null &&
  unit.batch !== null &&
  unit.product !== null;

/** What was seen of a pack besides its events: repeats at the site that supplied it, and its way from another site. */
export type Seen = { readonly repeats?: number; readonly journey?: Journey | null };

/** What the rules ask about one pack, seen from the asking site at `now` (epoch milliseconds). */
export function packFactsOf(pack: Pack, now: number, { repeats = 0, journey = null }: Seen = {}): PackFacts {
  const { batch, stateEvent } = pack;
  // A site that does not track yet possesses nothing as far as the rules go: "first seen here" beats a false alarm.
  const tracked = pack.siteTracksFrom !== null && pack.siteTracksFrom <= now;
  const stateSet = stateEvent && {
    orgId: stateEvent.orgId,
    siteId: stateEvent.siteId,
    eventTime: stateEvent.eventTime,
    recordTime: stateEvent.recordTime,
  };
  return {
    id: pack.id,
    gtin: pack.gtin,
    serial: pack.serial,
    link: pack.link,
    productName: `${pack.product.name} ${pack.product.strength}`,
    registryState: pack.state,
    ownDisposition: pack.ownDisposition,
    holds: pack.holds.map(({ id, kind }) => ({ id, kind })),
    batch: {
      id: batch.id,
      number: batch.number,
      expiry: batch.lastValidDay as BatchFacts["expiry"],
      state: batch.state,
      held: batch.held,
      recall: batch.recall,
    },
    product: { state: pack.product.state },
    custody: { holderOrgId: pack.holderId, siteId: tracked ? pack.siteId : null, place: pack.place },
    parentId: pack.parentId,
    rootId: pack.rootId,
    stateSet,
    supplied: pack.state === "SUPPLIED" && stateSet ? { ...stateSet, repeatCount: repeats } : null,
    remaining: pack.remaining,
    replaced: pack.replaced,
    replaces: pack.replaces,
    reportedMissing: pack.ownDisposition === "UNKNOWN",
    journey,
  };
}

/** The asking site, as the rules see it. */
export const hereOf = (scope: TenantScope): Here => ({
  orgId: scope.orgId,
  siteId: scope.siteId,
  market: scope.country,
  timeZone: scope.timeZone,
  setting: has(scope, "pharmacy") ? "pharmacy" : has(scope, "hospital") ? "hospital" : "other",
});
