import { type Bucket, bucketOf } from "@/lib/core/recall/buckets";
import type { NamedSite, RecallPlace } from "@/lib/operations/recall-desk-ports";

/** Packs of a recall that count alike at one site, or on the way to one. */
export type PlaceNow = {
  readonly key: string;
  /** Null: sites that are not named to the one who asks, together. */
  readonly site: NamedSite | null;
  readonly to: NamedSite | null;
  readonly bucket: Bucket;
  readonly count: number;
};

/** Nobody fetches a pack that was never there, and what nobody can find has a list of its own. */
const NOWHERE: ReadonlySet<Bucket> = new Set(["void", "unaccounted"]);

const FETCHED: ReadonlySet<Bucket> = new Set([
  "saleable",
  "hospital-stock",
  "quarantined",
  "returned",
  "in-transit",
]);

/** Whether somebody there has the packs and can put them aside. */
export const isFetched = (bucket: Bucket): boolean => FETCHED.has(bucket);

/** A row a site and bucket, the most packs first; those below a maker's customers are one row a bucket. */
export function placesNow(places: readonly RecallPlace[]): readonly PlaceNow[] {
  const rows = new Map<string, PlaceNow>();
  for (const { site, to, state, disposition, held, count } of places) {
    const bucket = bucketOf(state, disposition, held);
    if (bucket === null || NOWHERE.has(bucket)) continue;
    const key = `${site?.id ?? ""} ${bucket === "in-transit" ? (to?.id ?? "") : ""} ${bucket}`;
    const before = rows.get(key);
    rows.set(key, {
      key,
      site,
      to: bucket === "in-transit" ? to : null,
      bucket,
      count: (before?.count ?? 0) + count,
    });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Packs with patients by the city where they were dispensed, the most first. */
export function patientsByCity(places: readonly RecallPlace[]): readonly (readonly [string, number])[] {
  const cities = new Map<string, number>();
  for (const { site, bucket, count } of placesNow(places)) {
    if (bucket !== "supplied") continue;
    const city = site?.city ?? "–";
    cities.set(city, (cities.get(city) ?? 0) + count);
  }
  return [...cities].sort(([, a], [, b]) => b - a);
}
