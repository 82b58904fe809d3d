import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OWN_DISPOSITIONS, REGISTRY_STATES, ROOT_PLACES } from "@/lib/core/pack/axes";
import { BUCKETS, balanceOf, bucketOf, type Counted } from "./buckets";

const DISPOSITIONS = [...ROOT_PLACES, ...OWN_DISPOSITIONS];
const HELD = [false, true];
const every = REGISTRY_STATES.flatMap((state) =>
  DISPOSITIONS.flatMap((disposition) => HELD.map((held) => ({ state, disposition, held }))),
);

describe("where a pack counts", () => {
  it("puts every combination of S, D and H in exactly one bucket; only unused numbers in none", () => {
    for (const { state, disposition, held } of every) {
      const bucket = bucketOf(state, disposition, held);
      if (state === "ALLOCATED") expect(bucket).toBeNull();
      else expect(BUCKETS).toContain(bucket);
    }
    const used = new Set(every.map(({ state, disposition, held }) => bucketOf(state, disposition, held)));
    expect(used).toEqual(new Set([null, ...BUCKETS]));
  });

  it.each([
    ["ACTIVE", "AT_SITE", false, "saleable"],
    ["ACTIVE", "AT_SITE", true, "quarantined"],
    ["LOCKED", "AT_SITE", false, "quarantined"],
    ["ACTIVE", "IN_TRANSIT", true, "in-transit"],
    ["SUPPLIED", "AT_SITE", false, "hospital-stock"],
    ["SUPPLIED", "WITH_PATIENT", false, "supplied"],
    ["SUPPLIED", "RETRIEVED", false, "returned"],
    ["ACTIVE", "LEFT_NETWORK", false, "left-network"],
    ["ACTIVE", "UNKNOWN", true, "unaccounted"],
    ["SUPPLIED", "UNKNOWN", false, "unaccounted"],
    ["ACTIVE", "DISPOSED", true, "disposed"],
    ["DESTROYED", "UNKNOWN", false, "disposed"],
    ["STOLEN", "UNKNOWN", false, "stolen"],
    ["VOID", "AT_SITE", false, "void"],
    ["FREE_SAMPLE", "AT_SITE", false, "sampled"],
    ["CHECKED_OUT", "AT_SITE", false, "repacked"],
    ["EXPORTED", "LEFT_NETWORK", false, "exported"],
  ] as const)("%s, %s, held %s is %s", (state, disposition, held, bucket) => {
    expect(bucketOf(state, disposition, held)).toBe(bucket);
  });
});

describe("the equation of a batch", () => {
  const rows = fc.array(
    fc.record({
      state: fc.constantFrom(...REGISTRY_STATES),
      disposition: fc.constantFrom(...DISPOSITIONS),
      held: fc.boolean(),
      count: fc.nat(5000),
    }),
  );
  const commissionedIn = (counted: readonly Counted[]): number =>
    counted.reduce((sum, { state, count }) => sum + (state === "ALLOCATED" ? 0 : count), 0);

  it("balances for any ledger: commissioned = the sum of the buckets", () => {
    fc.assert(
      fc.property(rows, (counted) => {
        const { counts, difference } = balanceOf(commissionedIn(counted), counted);
        expect(difference).toBe(0);
        expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(commissionedIn(counted));
      }),
    );
  });

  it("shows a pack the ledger lost as a difference, never as unaccounted goods", () => {
    const counted = [{ state: "ACTIVE", disposition: "AT_SITE", held: false, count: 1439 }] as const;
    expect(balanceOf(1440, counted)).toMatchObject({ difference: 1, unaccounted: 0 });
  });

  it("accounts for the demo's batch: 1,440 packs, one of them missing", () => {
    const packs = (
      state: Counted["state"],
      disposition: Counted["disposition"],
      count: number,
      held = false,
    ): Counted => ({ state, disposition, held, count });
    const { counts, difference, unaccounted } = balanceOf(1440, [
      packs("VOID", "AT_SITE", 6),
      packs("ACTIVE", "AT_SITE", 936),
      packs("SUPPLIED", "AT_SITE", 96),
      packs("ACTIVE", "AT_SITE", 15, true),
      packs("ACTIVE", "IN_TRANSIT", 240),
      packs("SUPPLIED", "WITH_PATIENT", 120),
      packs("SAMPLE", "AT_SITE", 2),
      packs("ACTIVE", "LEFT_NETWORK", 24),
      packs("ACTIVE", "UNKNOWN", 1),
    ]);
    expect({ difference, unaccounted }).toEqual({ difference: 0, unaccounted: 1 });
    expect(counts).toMatchObject({ saleable: 936, "hospital-stock": 96, quarantined: 15, supplied: 120 });
  });
});
