import type { OwnDisposition, RegistryState, RootPlace } from "@/lib/core/pack/axes";

/**
 * Where a pack counts when a batch is accounted for. Every commissioned pack is in exactly one bucket, so that
 * commissioned = the sum of all of them, at every instant.
 */
export const BUCKETS = [
  "void",
  "saleable",
  "hospital-stock",
  "quarantined",
  "in-transit",
  "returned",
  "disposed",
  "supplied",
  "exported",
  "sampled",
  "stolen",
  "repacked",
  "left-network",
  "unaccounted",
] as const;
export type Bucket = (typeof BUCKETS)[number];

/** D of a pack: its own disposition where it has one, else the place of its root. */
export type Disposition = OwnDisposition | RootPlace;

/**
 * S, D, H → bucket: ordered and total. `held`: the pack or a container of it is on hold (not the batch: a held or
 * recalled batch is still on the shelves where it lies). Null: ALLOCATED, a number without a pack, not counted.
 * An unknown whereabouts wins over everything but an end: nobody may call a pack supplied that nobody can find.
 */
export function bucketOf(state: RegistryState, disposition: Disposition, held: boolean): Bucket | null {
  if (state === "ALLOCATED") return null;
  if (state === "VOID") return "void";
  if (state === "STOLEN") return "stolen";
  if (state === "DESTROYED" || disposition === "DISPOSED") return "disposed";
  if (disposition === "UNKNOWN") return "unaccounted";
  if (disposition === "RETURNED" || disposition === "RETRIEVED") return "returned";
  if (state === "EXPORTED") return "exported";
  if (state === "SAMPLE" || state === "FREE_SAMPLE") return "sampled";
  if (state === "CHECKED_OUT") return "repacked";
  if (disposition === "WITH_PATIENT") return "supplied";
  if (disposition === "LEFT_NETWORK") return state === "SUPPLIED" ? "supplied" : "left-network";
  if (disposition === "IN_TRANSIT") return "in-transit";
  if (held || state === "LOCKED") return "quarantined";
  // A counter hands a supplied pack over (WITH_PATIENT); one that is still at a site is a hospital's stock.
  return state === "SUPPLIED" ? "hospital-stock" : "saleable";
}

export type Balance = {
  readonly commissioned: number;
  readonly counts: Readonly<Record<Bucket, number>>;
  /** commissioned minus the sum: anything but 0 is a defect of the ledger, not of the supply chain. */
  readonly difference: number;
  readonly unaccounted: number;
};

export type Counted = {
  readonly state: RegistryState;
  readonly disposition: Disposition;
  readonly held: boolean;
  readonly count: number;
};

/** The equation of a batch. `commissioned` is counted independently (commissioning events), so it can disagree. */
export function balanceOf(commissioned: number, rows: Iterable<Counted>): Balance {
  const counts = Object.fromEntries(BUCKETS.map((bucket) => [bucket, 0])) as Record<Bucket, number>;
  let sum = 0;
  for (const { state, disposition, held, count } of rows) {
    const bucket = bucketOf(state, disposition, held);
    if (!bucket) continue;
    counts[bucket] += count;
    sum += count;
  }
  return { commissioned, counts, difference: commissioned - sum, unaccounted: counts.unaccounted };
}
