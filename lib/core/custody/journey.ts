import { CLOCK_SKEW } from "@/lib/core/time/clock-skew";

/** Degrees, WGS 84; north and east are positive. */
export type Coordinates = { readonly latitude: number; readonly longitude: number };

/** Where a site had a pack in hand, and when (epoch milliseconds). */
export type Sighting = Coordinates & { readonly at: number };

/** Between two sites that saw one serial number one after the other. */
export type Journey = { readonly from: Sighting; readonly to: Sighting };

/** How fast a pack may travel before it must be two packs. */
export type TravelPolicy = {
  readonly kilometresPerHour: number;
  /** From one hand to the way and from the way to the other hand (milliseconds). */
  readonly handling: number;
  /** Sites so near (kilometres) prove nothing: someone may carry a pack over, and coordinates are a town's. */
  readonly near: number;
};

/** A sighting older than this (milliseconds) proves nothing: by then a pack can be anywhere on Earth. */
export const SIGHTING_LASTS = 24 * 3_600_000;

/** Mean radius of the Earth in kilometres (IUGG R1, of the ellipsoid GRS 80). */
const EARTH = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Length of the great circle between two places in kilometres (haversine, right within 0.6 % on the ellipsoid). */
export function kilometresBetween(a: Coordinates, b: Coordinates): number {
  const north = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const east = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const h = north + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east;
  return 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, h)));
}

/** The shortest time (milliseconds) in which a pack gets so far (kilometres). */
export const fastest = (kilometres: number, { kilometresPerHour, handling }: TravelPolicy): number =>
  handling + (kilometres / kilometresPerHour) * 3_600_000;

/** Whether one pack can have been seen at both. The clocks of the two sites are believed within their skew. */
export function couldTravel({ from, to }: Journey, policy: TravelPolicy): boolean {
  const kilometres = kilometresBetween(from, to);
  return kilometres <= policy.near || Math.abs(to.at - from.at) + CLOCK_SKEW >= fastest(kilometres, policy);
}
