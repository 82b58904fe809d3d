import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyOf } from "@/lib/core/policy/market-policy";
import { CLOCK_SKEW } from "@/lib/core/time/clock-skew";
import { type Coordinates, couldTravel, fastest, kilometresBetween, SIGHTING_LASTS } from "./journey";

const place: fc.Arbitrary<Coordinates> = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const took = fc.integer({ min: 0, max: SIGHTING_LASTS });
const { travel } = policyOf("AT");
const possible = (a: Coordinates, b: Coordinates, time: number): boolean =>
  couldTravel({ from: { ...a, at: 0 }, to: { ...b, at: time } }, travel);

/** In kilometres. The haversine of places that lie opposite each other is right within some decimetres. */
const METRE = 1e-3;

const VIENNA = { latitude: 48.2082, longitude: 16.3738 };
const BREGENZ = { latitude: 47.5031, longitude: 9.7471 };
const GRAZ = { latitude: 47.0707, longitude: 15.4395 };
const LEOBEN = { latitude: 47.3765, longitude: 15.091 };

describe("the way between two sightings", () => {
  it("is as long as the map says", () => {
    expect(kilometresBetween(VIENNA, BREGENZ)).toBeCloseTo(500, -1);
    expect(kilometresBetween(GRAZ, LEOBEN)).toBeCloseTo(43, 0);
    expect(kilometresBetween({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 77 })).toBeCloseTo(
      20015.1,
      1,
    );
  });

  it("is the same there and back, nothing to the same place, and never longer than half the way round", () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(kilometresBetween(a, b)).toBeCloseTo(kilometresBetween(b, a), 6);
        expect(kilometresBetween(a, a)).toBe(0);
        expect(kilometresBetween(a, b)).toBeLessThanOrEqual(Math.PI * 6371.0088);
      }),
    );
  });

  it("is no longer straight on than by a third place", () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        const detour = kilometresBetween(a, c) + kilometresBetween(c, b);
        expect(kilometresBetween(a, b)).toBeLessThanOrEqual(detour + METRE);
        expect(fastest(kilometresBetween(a, b), travel)).toBeLessThanOrEqual(fastest(detour + METRE, travel));
      }),
    );
  });
});

describe("could one pack have been seen at both", () => {
  it("is answered alike whichever sighting was first", () => {
    fc.assert(
      fc.property(place, place, took, (a, b, time) => {
        expect(possible(a, b, time)).toBe(possible(b, a, time));
        expect(possible(a, b, time)).toBe(possible(a, b, -time));
      }),
    );
  });

  it("stays yes with more time, and always is after a day", () => {
    fc.assert(
      fc.property(place, place, took, took, (a, b, time, more) => {
        if (possible(a, b, time)) expect(possible(a, b, time + more)).toBe(true);
        expect(possible(a, b, SIGHTING_LASTS)).toBe(true);
      }),
    );
  });

  it("knows no market in which a sighting proves something for longer than it is looked for", () => {
    for (const market of ["AT", "US", "ZZ"]) {
      expect(fastest(20_016, policyOf(market).travel)).toBeLessThanOrEqual(SIGHTING_LASTS);
    }
  });

  it("never doubts neighbours, and forgives the clocks so much and no more", () => {
    expect(possible(GRAZ, LEOBEN, 0)).toBe(true);
    const enough = fastest(kilometresBetween(VIENNA, BREGENZ), travel) - CLOCK_SKEW;
    expect(possible(VIENNA, BREGENZ, Math.ceil(enough))).toBe(true);
    expect(possible(VIENNA, BREGENZ, Math.floor(enough) - 1)).toBe(false);
  });
});
