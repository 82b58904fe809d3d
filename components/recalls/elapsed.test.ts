import { describe, expect, it } from "vitest";
import { clockOf, elapsedOf } from "./elapsed";

describe("a time that passed", () => {
  it.each([
    [-5, "ms", 0],
    [830, "ms", 0.8],
    [9_940, "ms", 9.9],
    [10_000, "s", 10],
    [119_999, "s", 119],
    [120_000, "min", 2],
    [7_199_999, "min", 119],
    [7_200_000, "h", 2],
    [172_799_999, "h", 47],
    [172_800_000, "d", 2],
  ] as const)("%d ms is said in %s: %d", (ms, unit, value) => {
    expect(elapsedOf(ms)).toEqual({ unit, value });
  });

  it("runs as a clock for a day", () => {
    expect([0, 2_472_000, 86_399_999, 86_400_000].map(clockOf)).toEqual([
      "00:00:00",
      "00:41:12",
      "23:59:59",
      null,
    ]);
  });
});
