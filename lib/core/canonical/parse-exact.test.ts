import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "./canonical-json";
import { ExactNumber } from "./exact-number";
import type { JsonValue } from "./json-value";
import { parseExact } from "./parse-exact";

const code = (text: string, maxDepth?: number): string => {
  const parsed = parseExact(text, maxDepth === undefined ? {} : { maxDepth });
  return parsed.ok ? "ok" : parsed.refusal.code;
};

const toDoubles = (value: JsonValue | undefined): unknown => {
  if (value instanceof ExactNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(toDoubles);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toDoubles(member)]));
  return value;
};

describe("parseExact", () => {
  it("keeps every number as the text it was written in", () => {
    const parsed = parseExact("[12345678901234567890, 1.50, -0, 1E+3]");
    expect(parsed.ok && Array.isArray(parsed.value) ? parsed.value.map(String) : null).toEqual([
      "12345678901234567890",
      "1.50",
      "-0",
      "1E+3",
    ]);
  });

  it("reads what JSON.parse reads, and nothing else", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const parsed = parseExact(text);
        expect(parsed.ok).toBe(true);
        if (parsed.ok) expect(toDoubles(parsed.value)).toEqual(JSON.parse(text));
      }),
    );
    const noise = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ntrue0.1eE-+ \u0001é'), maxLength: 12 });
    fc.assert(
      fc.property(noise, (text) => {
        let reads = true;
        try {
          JSON.parse(text);
        } catch {
          reads = false;
        }
        const known = ["DUPLICATE_MEMBER", "NUMBER_TOO_LONG"];
        if (!known.includes(code(text))) expect(code(text)).toBe(reads ? "ok" : "JSON_SYNTAX");
      }),
      { numRuns: 2_000 },
    );
  });

  it("tells of members named twice when asked to go on, and keeps the last as JSON.parse does", () => {
    const text = '{"a":1,"b":{"c":1,"c":2},"a":3}';
    const told: [string, number][] = [];
    const parsed = parseExact(text, { onDuplicate: (member, at) => told.push([member, at]) });
    expect(parsed.ok && canonicalText(parsed.value)).toBe(canonicalText(JSON.parse(text)));
    expect(told).toEqual([
      ["c", text.lastIndexOf('"c"')],
      ["a", text.lastIndexOf('"a"')],
    ]);
  });

  it("refuses a member named twice, however it is escaped: two readers could keep different ones", () => {
    for (const text of ['{"a":1,"a":1}', '{"a":1,"\\u0061":2}', '{"x":{"__proto__":1,"__proto__":2}}'])
      expect(code(text)).toBe("DUPLICATE_MEMBER");
    expect(code('[{"a":1},{"a":2}]')).toBe("ok");
  });

  it("keeps a member named __proto__ as a member and leaves prototypes alone", () => {
    const parsed = parseExact('{"__proto__":{"admin":true}}');
    if (!parsed.ok || typeof parsed.value !== "object" || parsed.value === null) throw new Error("not read");
    expect(Object.keys(parsed.value)).toEqual(["__proto__"]);
    expect("admin" in parsed.value).toBe(false);
  });

  it("refuses text that is not Unicode", () => {
    for (const text of ['"\\ud800"', '"\\udc00\\ud800"', '{"\\udfff":1}', '"\ud800"'])
      expect(code(text)).toBe("LONE_SURROGATE");
    expect(code('"\\ud83d\\ude00"')).toBe("ok");
  });

  it("refuses nesting beyond the limit before the stack ends", () => {
    expect(code("[[[]]]", 3)).toBe("ok");
    expect(code("[[[]]]", 2)).toBe("TOO_DEEP");
    expect(code('[{"a":[]}]', 2)).toBe("TOO_DEEP");
    expect(code("[".repeat(1_000_000))).toBe("TOO_DEEP");
  });

  it("refuses a number that would fill the memory when written out", () => {
    for (const text of ["1e999999999", "1e-999999999", "9".repeat(3_000)])
      expect(code(text)).toBe("NUMBER_TOO_LONG");
    expect(code("1e400")).toBe("ok");
  });

  it("says where the text stops being JSON", () => {
    const parsed = parseExact('{"a": nul}');
    expect(parsed.ok ? null : parsed.refusal).toMatchObject({ code: "JSON_SYNTAX", facts: { at: 6 } });
    for (const text of [
      "",
      " ",
      "01",
      "1.",
      ".5",
      "+1",
      "'a'",
      "[1,]",
      '{"a":1,}',
      '{"a"}',
      '"\t"',
      "1 2",
      "\ufeff1",
    ])
      expect(code(text)).toBe("JSON_SYNTAX");
  });

  it("reads a very long text in one go", () => {
    expect(code(`"${"a\\n".repeat(500_000)}"`)).toBe("ok");
  });
});
