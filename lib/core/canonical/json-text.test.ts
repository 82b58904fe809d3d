import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "./json-text";
import type { JsonValue } from "./json-value";
import { parseExact } from "./parse-exact";

describe("jsonText", () => {
  it("writes what JSON.stringify writes with two spaces", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonText(value as JsonValue)).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it("keeps the digits of numbers that no double holds, and leaves absent members out", () => {
    const parsed = parseExact('{"a":[12345678901234567890,1.50,-0],"b":{}}');
    expect(parsed.ok && jsonText(parsed.value)).toBe(
      '{\n  "a": [\n    12345678901234567890,\n    1.50,\n    -0\n  ],\n  "b": {}\n}',
    );
    expect(jsonText({ a: undefined, b: [] })).toBe('{\n  "b": []\n}');
  });
});
