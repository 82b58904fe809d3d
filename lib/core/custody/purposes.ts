import type { Capability } from "@/lib/core/access/permissions";
import type { ShipReason } from "./ship-blockers";

export const SHIPMENT_PURPOSES = [
  "sale",
  "transfer",
  "return",
  "recall-return",
  "destruction",
  "sample",
  "drop-ship",
] as const;
export type ShipmentPurpose = (typeof SHIPMENT_PURPOSES)[number];

export type PurposePolicy = {
  /** What may be against goods that leave for this purpose; everything else stops them. */
  readonly tolerates: ReadonlySet<ShipReason>;
  /** What every pack must be, or it has no business in such a shipment. */
  readonly only: "RECALLED" | null;
  /** Whose licence, valid on the day, lets the receiver have goods for this purpose. */
  readonly receivers: readonly Capability[];
  /** same-owner: a site of the owner, or a delegate who keeps goods for an owner. */
  readonly between: "anyone" | "same-owner";
  /** stays: neither side owns anything else afterwards. buyer: a third party that never possesses the goods. */
  readonly owner: "receiver" | "stays" | "buyer";
  /** What a pack is once it was received: null, like any other stock. */
  readonly arrivesAs: "RETURNED" | "RETRIEVED" | null;
};

const GOODS: readonly Capability[] = [
  "holder",
  "manufacturer",
  "contract_manufacturer",
  "logistics",
  "wholesaler",
  "repackager",
  "pharmacy",
  "hospital",
  "reverse_logistics",
];

/** Not there any more, or never made: a shipment that names such a pack names a copy of it. */
const ENDED: readonly ShipReason[] = ["DESTROYED", "DISPOSED", "VOID", "NOT_COMMISSIONED"];

const ALL: Readonly<Record<ShipReason, true>> = {
  STOLEN: true,
  WITHDRAWN: true,
  RECALLED: true,
  RECALL_HOLD: true,
  EXPIRED: true,
  DESTROYED: true,
  VOID: true,
  NOT_COMMISSIONED: true,
  SUPPLIED: true,
  EXPORTED: true,
  SAMPLE: true,
  FREE_SAMPLE: true,
  LOCKED: true,
  CHECKED_OUT: true,
  DISPOSED: true,
  WITH_PATIENT: true,
  RETRIEVED: true,
  BATCH_HELD: true,
  BATCH_UNRELEASED: true,
  HELD: true,
  REPORTED_MISSING: true,
  RETURNED: true,
};
/** Every reason there is; the type keeps it whole. */
export const SHIP_REASONS = Object.keys(ALL) as readonly ShipReason[];

const nothing: ReadonlySet<ShipReason> = new Set();
const allBut = (...stops: readonly ShipReason[]): ReadonlySet<ShipReason> =>
  new Set(SHIP_REASONS.filter((reason) => !stops.includes(reason)));

/**
 * What each purpose lets out and to whom: the whole of it, as data, so that a test can walk every cell. Whatever the
 * purpose, nothing leaves from under an authority's hold, and nothing that ended leaves at all.
 */
export const PURPOSES: Readonly<Record<ShipmentPurpose, PurposePolicy>> = {
  sale: {
    tolerates: nothing,
    only: null,
    receivers: GOODS,
    between: "anyone",
    owner: "receiver",
    arrivesAs: null,
  },
  transfer: {
    tolerates: allBut(...ENDED, "WITH_PATIENT"),
    only: null,
    receivers: GOODS,
    between: "same-owner",
    owner: "stays",
    arrivesAs: null,
  },
  // What a customer sends back, and what should not have come: whatever it is, its maker wants to see it.
  return: {
    tolerates: allBut(...ENDED),
    only: null,
    receivers: GOODS,
    between: "anyone",
    owner: "receiver",
    arrivesAs: "RETURNED",
  },
  "recall-return": {
    tolerates: allBut(...ENDED),
    only: "RECALLED",
    receivers: GOODS,
    between: "anyone",
    owner: "receiver",
    arrivesAs: "RETRIEVED",
  },
  destruction: {
    tolerates: allBut(...ENDED),
    only: null,
    receivers: ["reverse_logistics"],
    between: "anyone",
    owner: "stays",
    arrivesAs: null,
  },
  // Samples leave before or after the registry was told (T4): both are samples.
  sample: {
    tolerates: new Set<ShipReason>(["SAMPLE", "FREE_SAMPLE"]),
    only: null,
    receivers: GOODS,
    between: "anyone",
    owner: "receiver",
    arrivesAs: null,
  },
  // Sold to one party and sent straight to its customer: the buyer owns what it never holds.
  "drop-ship": {
    tolerates: nothing,
    only: null,
    receivers: GOODS,
    between: "anyone",
    owner: "buyer",
    arrivesAs: null,
  },
};
