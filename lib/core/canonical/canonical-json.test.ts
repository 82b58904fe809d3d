import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalBytes, canonicalText } from "./canonical-json";
import { ExactNumber } from "./exact-number";
import type { JsonValue } from "./json-value";
import { parseExact } from "./parse-exact";

const canonicalOf = (text: string): string => {
  const parsed = parseExact(text);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return canonicalText(parsed.value);
};

describe("canonical/v1", () => {
  it.each([
    ["12345678901234567890", "12345678901234567890"],
    ["0.1234567890123456789012345", "0.1234567890123456789012345"],
    ["1e3", "1000"],
    ["1E+3", "1000"],
    ["1000.0", "1000"],
    ["-0", "0"],
    ["-0.0e5", "0"],
    ["1.50", "1.5"],
    ["-1.50", "-1.5"],
    ["1.5e-7", "0.00000015"],
    ["123.456e2", "12345.6"],
    ["123.456e-2", "1.23456"],
    ["1e21", "1000000000000000000000"],
    ["0e999999", "0"],
  ])("writes the number %s as plain decimal text %s, losing no digit", (text, expected) => {
    expect(canonicalOf(text)).toBe(expected);
  });

  it("orders members by UTF-16 code units at every depth (RFC 8785 §3.2.3, its sample of names)", () => {
    const text =
      '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":{"b":[],"a":{}}}';
    expect(canonicalOf(text)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":{"a":{},"b":[]},"€":1,"😀":5,"\ufb33":3}');
  });

  it("escapes only what RFC 8785 §3.2.2.2 escapes, with lower-case hex", () => {
    expect(canonicalOf('"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"')).toBe(
      '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
    );
  });

  it("is UTF-8 and keeps words and the order of lists", () => {
    expect(canonicalBytes([true, false, null, "é"])).toEqual(
      new TextEncoder().encode('[true,false,null,"é"]'),
    );
  });

  it("takes undefined members as absent and refuses what is not JSON", () => {
    expect(canonicalText({ b: undefined, a: 1 })).toBe('{"a":1}');
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => canonicalText(bad)).toThrow(RangeError);
    const notJson: readonly unknown[] = [undefined, () => 1, Symbol("s"), 1n, "\ud800", { "\udc00": 1 }];
    for (const bad of notJson) expect(() => canonicalText([bad as JsonValue])).toThrow(TypeError);
  });

  it("gives a value built in code and the same value read from any of its texts the same bytes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const built = value as JsonValue;
        expect(canonicalOf(JSON.stringify(value, null, indent))).toBe(canonicalText(built));
        expect(canonicalOf(canonicalText(built))).toBe(canonicalText(built));
      }),
    );
  });

  it("agrees with a double wherever a double is exact, and with itself for every spelling of a decimal", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat(20), (digits, zeros) => {
        const expected = digits.toString();
        expect(canonicalText(new ExactNumber(`${digits}.${"0".repeat(zeros + 1)}`))).toBe(expected);
        // "00e-1" is no JSON number, so zero has only the spelling above.
        if (digits !== 0n)
          expect(canonicalText(new ExactNumber(`${digits}${"0".repeat(zeros)}e-${zeros}`))).toBe(expected);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(canonicalText(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
