import type { Journey } from "@/lib/core/custody/journey";
import type { LocalDay } from "@/lib/core/time/zone";
import type { BatchId, EpcId, HoldId, OrgId, SiteId } from "./ids";

/**
 * The axes of a pack are never merged: what a registry says (S), where the goods are (D), what holds them (H),
 * and what is true of the batch and the product. "Recalled and destroyed" needs both S and D.
 */
export const REGISTRY_STATES = [
  "ALLOCATED",
  "ACTIVE",
  "SUPPLIED",
  "EXPORTED",
  "SAMPLE",
  "FREE_SAMPLE",
  "LOCKED",
  "CHECKED_OUT",
  "DESTROYED",
  "STOLEN",
  "VOID",
] as const;
export type RegistryState = (typeof REGISTRY_STATES)[number];

/** What a pack says of itself; null: it is wherever the root of its containment tree is. */
export const OWN_DISPOSITIONS = [
  "RETURNED",
  "RETRIEVED",
  "DISPOSED",
  "WITH_PATIENT",
  "LEFT_NETWORK",
  "UNKNOWN",
] as const;
export type OwnDisposition = (typeof OWN_DISPOSITIONS)[number];

export const ROOT_PLACES = ["AT_SITE", "IN_TRANSIT"] as const;
export type RootPlace = (typeof ROOT_PLACES)[number];

export const HOLD_KINDS = [
  "ALERT",
  "RECALL",
  "SUSPECT",
  "ILLEGITIMATE",
  "TEMPERATURE",
  "EXCEPTION",
  "REGULATOR",
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

export const BATCH_STATES = ["PACKAGED", "RELEASED"] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** How far a recall reaches down the chain, shallow to deep. */
export const RECALL_DEPTHS = ["wholesale", "pharmacy", "patient"] as const;
export type RecallDepth = (typeof RECALL_DEPTHS)[number];
/** 1 is the most serious. */
export type RecallClass = 1 | 2 | 3 | 4;
export type Recall = {
  readonly depth: RecallDepth;
  readonly class: RecallClass;
  /** The words approved with the recall for patients; null takes the default. */
  readonly publicText: string | null;
};

export const PRODUCT_STATES = ["ACTIVE", "WITHDRAWN"] as const;
export type ProductState = (typeof PRODUCT_STATES)[number];

export type BatchFacts = {
  readonly id: BatchId;
  readonly number: string;
  /** Last valid day; an AI 17 with day 00 is resolved to the last of its month before it gets here. */
  readonly expiry: LocalDay;
  readonly state: BatchState;
  readonly held: boolean;
  /** As it applies to the asking site's market; null: not recalled there. */
  readonly recall: Recall | null;
};

export type Custody = {
  readonly holderOrgId: OrgId;
  /** The tracking site that possesses it; null: no site that tracks custody does. */
  readonly siteId: SiteId | null;
  readonly place: RootPlace;
};

/** Who set the present registry state, where and when: an undo is asked of them. */
export type StateSet = {
  readonly orgId: OrgId;
  readonly siteId: SiteId;
  /** What that site said (epoch milliseconds). */
  readonly eventTime: number;
  /** When the registry learned it (epoch milliseconds). */
  readonly recordTime: number;
};

export type Supplied = StateSet & {
  /** Scans of the pack at that site after the supply, before this one. */
  readonly repeatCount: number;
};

/** Everything the rules ask about one pack, as seen from the asking site (its market decides recall and withdrawal). */
export type PackFacts = {
  readonly id: EpcId;
  readonly gtin: string;
  readonly serial: string;
  /** Canonical GS1 Digital Link. */
  readonly link: string;
  readonly productName: string;
  readonly registryState: RegistryState;
  readonly ownDisposition: OwnDisposition | null;
  /** The pack's own holds and those inherited from its containers. */
  readonly holds: readonly { readonly kind: HoldKind; readonly id: HoldId }[];
  readonly batch: BatchFacts;
  readonly product: { readonly state: ProductState };
  /** Its root's. */
  readonly custody: Custody;
  readonly parentId: EpcId | null;
  readonly rootId: EpcId;
  /** Null: nobody yet, the serial is only reserved. */
  readonly stateSet: StateSet | null;
  /** `stateSet` of a supplied pack, with the scans since. */
  readonly supplied: Supplied | null;
  /** Units left in an opened pack; null: never opened. */
  readonly remaining: number | null;
  /** New packs that came out of its repacking are linked to it. */
  readonly replaced: boolean;
  /** It came out of repacking itself and is linked to what it was made of. */
  readonly replaces: boolean;
  readonly reportedMissing: boolean;
  /** From where another site last had this serial number in hand to here; null: nothing that proves anything. */
  readonly journey: Journey | null;
};

/** The site that asks. `setting` decides what a supply does and what a verified pack may be used for. */
export type Here = {
  readonly orgId: OrgId;
  readonly siteId: SiteId;
  /** ISO 3166 alpha-2: decides recalls, withdrawals and the policies (policy/market-policy). */
  readonly market: string;
  /** IANA name, for example "Europe/Vienna". */
  readonly timeZone: string;
  readonly setting: "pharmacy" | "hospital" | "other";
};

/** How the batch and expiry that were read compare with the registry's; typed entry may lack them. */
export type FieldMatch = "match" | "mismatch" | "not-given";
