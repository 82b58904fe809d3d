import type { OwnDisposition, RegistryState, RootPlace } from "@/lib/core/pack/axes";
import type { SiteId } from "@/lib/core/pack/ids";
import type { RecallId } from "./market-ports";
import type { TenantScope } from "./scope";

/** What the board of a recall lists beside its equation. Empty for whoever doesn't see the board. */
export type RecallDesk = {
  /** Where its packs are now, by site, destination and state. */
  recallNow(scope: TenantScope, id: RecallId): Promise<readonly RecallPlace[]>;
  recallUnaccounted(scope: TenantScope, id: RecallId, limit: number): Promise<readonly LostPack[]>;
  /** Packs made of its packs. */
  recallReplacements(scope: TenantScope, id: RecallId, limit: number): Promise<readonly RecalledPack[]>;
  /** The latest first. */
  recallAttempts(scope: TenantScope, id: RecallId, limit: number): Promise<readonly SupplyAttempt[]>;
  recallWays(scope: TenantScope, id: RecallId): Promise<readonly RecallWay[]>;
  /** What stands at a site of the asking organisation. */
  recallUnitsHere(scope: TenantScope, id: RecallId, limit: number): Promise<RecalledHere>;
};

export type NamedSite = {
  readonly id: SiteId;
  readonly name: string;
  readonly city: string;
  readonly organisation: string;
  /** Answered day and night; null: none is known. */
  readonly phone: string | null;
};

export type RecallPlace = {
  /** Null: not a direct customer of the one who asks. */
  readonly site: NamedSite | null;
  /** Of packs on their way. */
  readonly to: NamedSite | null;
  readonly state: RegistryState;
  readonly disposition: OwnDisposition | RootPlace;
  readonly held: boolean;
  readonly count: number;
};

export type RecalledPack = { readonly link: string; readonly serial: string; readonly batch: string };

export type LostPack = RecalledPack & {
  /** The delivery it was reported missing from (epoch milliseconds). */
  readonly reported: {
    readonly at: number;
    readonly from: NamedSite | null;
    readonly to: NamedSite | null;
  } | null;
};

/** Somebody wanted to dispense a pack of it, and was refused. */
export type SupplyAttempt = { readonly at: number; readonly site: NamedSite | null; readonly serial: string };

/** Deliveries with packs of it from one site to another. */
export type RecallWay = {
  readonly from: NamedSite | null;
  readonly to: NamedSite | null;
  readonly deliveries: number;
  /** In those deliveries, whatever else was in them. */
  readonly packs: number;
  /** Of the first and the last of them (epoch milliseconds). */
  readonly first: number;
  readonly last: number;
};

export type RecalledHere = {
  readonly packs: number;
  /** Of them under a hold of their own or of a container. */
  readonly held: number;
  /** What is to be put aside first: a case that holds nothing else, or a pack. */
  readonly units: readonly RecalledUnit[];
};

export type RecalledUnit = {
  readonly link: string;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly packs: number;
  readonly held: boolean;
};
