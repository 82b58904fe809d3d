import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDecimals } from "./compare-decimals";
import { normaliseDecimal } from "./decimal";

describe("the order of decimals", () => {
  it("is that of the numbers scaled to integers, with any digits", () => {
    const number = fc.tuple(
      fc.oneof(fc.bigInt(), fc.bigInt({ min: -99n, max: 99n })),
      fc.integer({ min: 0, max: 30 }),
    );
    fc.assert(
      fc.property(number, number, ([a, decimalsOfA], [b, decimalsOfB]) => {
        const text = (value: bigint, decimals: number) => normaliseDecimal(`${value}e-${decimals}`) ?? "";
        const [left, right] = [a * 10n ** BigInt(30 - decimalsOfA), b * 10n ** BigInt(30 - decimalsOfB)];
        const wanted = left < right ? -1 : left > right ? 1 : 0;
        expect(Math.sign(compareDecimals(text(a, decimalsOfA), text(b, decimalsOfB)))).toBe(wanted);
      }),
      { numRuns: 1000 },
    );
  });
});
