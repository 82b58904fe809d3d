import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasValidCheckDigit } from "@/lib/core/gs1/check-digit";
import { gtinHasPrefix } from "@/lib/core/gs1/gtin";
import { readScan } from "@/lib/core/gs1/scan";
import { calendarOf } from "./calendar";
import { codesOf } from "./codes";
import { idOf } from "./derive";
import { lindhof, organisations } from "./organisations";
import { people } from "./people";
import { products } from "./products";
import { batchesOf, storyOf } from "./world";

const SOME_DAY = calendarOf(Date.parse("2026-11-20T10:24:00Z"));

describe("master data", () => {
  it("numbers everything with valid check digits, under its owner's prefix and in GS1's range for examples", () => {
    for (const { prefix, sites } of organisations) {
      expect(prefix).toMatch(/^952\d{4}$/);
      for (const { gln } of sites) {
        expect(gln).toMatch(new RegExp(`^${prefix}\\d{6}$`));
        expect(hasValidCheckDigit(gln)).toBe(true);
      }
    }
    for (const { gtin, caseGtin } of products) {
      expect(hasValidCheckDigit(gtin)).toBe(true);
      expect(gtinHasPrefix(gtin, lindhof.prefix)).toBe(true);
      if (caseGtin !== null) {
        expect(hasValidCheckDigit(caseGtin)).toBe(true);
        expect(gtinHasPrefix(caseGtin, lindhof.prefix)).toBe(true);
      }
    }
  });

  it("gives everybody an id of their own, a UUID that any parser takes", () => {
    const ids = [...organisations, ...organisations.flatMap(({ sites }) => sites), ...people, ...products];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
    expect(idOf("x")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("lists people in the order of the story", () => {
    expect(people.map(({ name }) => name.split(" ")[0])).toEqual([
      "Orla",
      "Jakob",
      "Aylin",
      "Paul",
      "Selma",
      "Vera",
      "Emil",
      "Ines",
      "Mara",
      "Theo",
    ]);
  });
});

describe("the story", () => {
  it("has the batches and sizes of the demo world, and no serial number twice", () => {
    const batches = Object.values(batchesOf(SOME_DAY));
    expect(Object.fromEntries(batches.map(({ number, serials }) => [number, serials.length]))).toEqual({
      TX24107: 1440,
      TX24112: 960,
      SV3305: 600,
      SV3298: 400,
      CD0881: 800,
      CD0890: 800,
    });
    const serials = batches.flatMap((batch) => batch.serials);
    expect(new Set(serials).size).toBe(5000);
    // 12 of 32 signs: far below the 1 in 10,000 of Delegated Regulation (EU) 2016/161, Article 4.
    for (const serial of serials) expect(serial).toMatch(/^[2-9A-HJ-NP-Z]{12}$/);
  });

  it("never depends on anything but the instant of loading", () => {
    const tellAgain = () => {
      const calendar = calendarOf(SOME_DAY.now);
      const batches = batchesOf(calendar);
      return {
        codes: codesOf(batches),
        steps: storyOf(batches, calendar).map(({ name, at, by }) => [name, at, by.name]),
      };
    };
    expect(tellAgain()).toEqual(tellAgain());
  });

  it("lies in the past, is named without repeats and reads the same on any day it is loaded", () => {
    const instants = fc.date({
      min: new Date("2026-01-01"),
      max: new Date("2040-12-31"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (date) => {
        const calendar = calendarOf(date.getTime());
        const steps = storyOf(batchesOf(calendar), calendar);
        expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
        expect(Math.max(...steps.map(({ at }) => at))).toBeLessThan(calendar.now);
      }),
      { numRuns: 50 },
    );
  });
});

describe("codes to click", () => {
  it("are what a scanner sends: each parses without a fault to what its label says", () => {
    const fragments = fc.constantFrom("2026-11-20", "2028-02-29", "2027-01-01", "2029-12-31");
    fc.assert(
      fc.property(fragments, (day) => {
        const calendar = calendarOf(Date.parse(`${day}T10:00:00Z`));
        for (const code of codesOf(batchesOf(calendar))) {
          const reading = readScan(code.raw, { today: calendar.today });
          expect(reading.issues.filter(({ severity }) => severity === "error")).toEqual([]);
          expect(reading.kind).toBe(code.label === "Lozenges" ? "product" : "pack");
          if (reading.kind !== "pack") continue;
          expect(reading.pack.batch).not.toBeNull();
          expect(reading.pack.expiry).not.toBeNull();
        }
      }),
      { numRuns: 4 },
    );
  });
});
