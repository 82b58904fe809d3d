import { describe, expect, it } from "vitest";
import { advanceSequence, SEQUENCE_START } from "./key-sequence";

const matchedAfter = (typed: readonly (readonly [key: string, at: number])[]) =>
  typed.reduce((state, [key, at]) => advanceSequence(["s", "y"], state, key, at), SEQUENCE_START).matched;

describe("a key sequence that confirms something", () => {
  it("is completed by a person typing S, then Y, in either case", () => {
    const typed = [
      ["S", 1000],
      ["y", 1300],
    ] as const;
    expect(matchedAfter(typed)).toBe(2);
  });

  it("is never completed by a scanner, however often its code holds SY", () => {
    const burst = [..."]d2SYSYSY"].map((key, index) => [key, 1000 + index * 12] as const);
    expect(matchedAfter(burst)).toBe(0);
  });

  it("is not completed by a person's S followed by a burst that begins with Y", () => {
    const burst = [..."Y1234"].map((key, index) => [key, 1400 + index * 12] as const);
    expect(matchedAfter([["s", 1000], ...burst])).toBe(0);
  });

  it("starts anew when another key comes between, or when too much time passes", () => {
    expect(
      matchedAfter([
        ["s", 0],
        ["x", 300],
        ["y", 600],
      ]),
    ).toBe(0);
    expect(
      matchedAfter([
        ["s", 0],
        ["y", 3100],
      ]),
    ).toBe(0);
    expect(
      matchedAfter([
        ["s", 0],
        ["s", 300],
        ["y", 600],
      ]),
    ).toBe(2);
  });
});
