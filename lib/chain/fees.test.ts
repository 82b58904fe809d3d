import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseFees } from "./fees";

const gwei = 1_000_000_000n;
const wei = fc.bigInt({ min: 0n, max: 10_000n * gwei });
const market = fc.record({ baseFee: wei, tip: wei });
const fees = fc
  .tuple(wei, wei)
  .map(([tip, rest]) => ({ maxFeePerGas: tip + rest, maxPriorityFeePerGas: tip }));

describe("fees", () => {
  it("leaves room for the base fee to double", () => {
    expect(chooseFees({ baseFee: 10n * gwei, tip: gwei }, 100n * gwei)).toEqual({
      ok: true,
      fees: { maxFeePerGas: 21n * gwei, maxPriorityFeePerGas: gwei },
    });
  });

  it("never offers more than the cap, never a tip above the whole fee, and always enough for the next block", () => {
    fc.assert(
      fc.property(market, wei, fc.option(fees, { nil: undefined }), (now, cap, previous) => {
        const choice = chooseFees(now, cap, previous);
        if (!choice.ok) {
          expect(choice.needed).toBeGreaterThan(cap);
          return;
        }
        const { maxFeePerGas, maxPriorityFeePerGas } = choice.fees;
        expect(maxFeePerGas).toBeLessThanOrEqual(cap);
        expect(maxPriorityFeePerGas).toBeLessThanOrEqual(maxFeePerGas);
        expect(maxFeePerGas).toBeGreaterThanOrEqual(now.baseFee + now.tip);
      }),
    );
  });

  it("a replacement raises both fees by at least 12.5 %, also from zero", () => {
    fc.assert(
      fc.property(market, fees, (now, previous) => {
        const choice = chooseFees(now, 1n << 100n, previous);
        if (!choice.ok) throw new Error("no cap was reached");
        for (const key of ["maxFeePerGas", "maxPriorityFeePerGas"] as const) {
          expect(choice.fees[key] * 8n).toBeGreaterThanOrEqual(previous[key] * 9n);
          expect(choice.fees[key]).toBeGreaterThan(previous[key]);
        }
      }),
    );
  });

  it("says what would be needed when the cap forbids it", () => {
    const previous = { maxFeePerGas: 80n * gwei, maxPriorityFeePerGas: gwei };
    expect(chooseFees({ baseFee: gwei, tip: gwei }, 85n * gwei, previous)).toEqual({
      ok: false,
      needed: 90n * gwei,
    });
  });
});
