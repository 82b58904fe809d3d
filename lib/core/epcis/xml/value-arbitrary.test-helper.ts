import fc from "fast-check";
import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";

const CHARACTERS = "abXY09 <>&\"'{}:/#%]=é😀\uFFFD\n\r\t";
export const anyText = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 12 });
export const word = fc.string({ unit: fc.constantFrom(..."abcXYZ-_.0189"), minLength: 1, maxLength: 8 });
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
export const uri = fc.oneof(
  word.map((serial) => `urn:epc:id:sgtin:9521141.011111.${serial}`),
  word.map((serial) => `https://id.gs1.org/01/09521141111116/21/${serial}`),
  digits(10).map((serial) => `urn:epc:id:sscc:9521141.${serial}`),
  word.map((name) => `my:${name}`),
);
export const uris = fc.uniqueArray(uri, { minLength: 1, maxLength: 4 });
export const time = fc.constantFrom(
  "2026-03-01T10:00:00+01:00",
  "2026-03-01T09:00:00.000Z",
  "2026-12-31T23:59:59.9996-14:00",
  "2024-02-29T00:00:00.1234567Z",
);
export const decimal = fc.constantFrom("0", "-1", "1.50", "600", "0.001", "12345678901234567890.10");
export const exact = (texts: fc.Arbitrary<string>): fc.Arbitrary<JsonValue> =>
  texts.map((text) => new ExactNumber(text));
export const double = exact(fc.oneof(decimal, fc.constantFrom("1e3", "-2.50E-7", "6.02e+23")));

export const wordOf = (words: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...words), fc.constantFrom("https://ns.example.org/voc/own", "my:own"));

/** Values of one's own; what XML can't tell apart (a list of one, an empty object) is not made. */
export const ownValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; item: JsonValue }>((tie) => {
  const attributes = fc.dictionary(fc.constantFrom("@unit", "@my:unit"), anyText, { minKeys: 1 });
  const members = fc.dictionary(fc.constantFrom("my:a", "other:b", "bare", "__proto__"), tie("value"), {
    minKeys: 1,
  });
  const leaf = fc.oneof(
    anyText.filter((text) => text !== ""),
    double,
    fc.boolean(),
  );
  return {
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      tie("item"),
      fc.array(tie("item"), { minLength: 2, maxLength: 3 }),
    ),
    item: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      anyText,
      double,
      fc.boolean(),
      fc.constant(null),
      fc.tuple(members).map(joined),
      fc.tuple(attributes, members).map(joined),
      fc.tuple(attributes).map(joined),
      fc.tuple(attributes, fc.record({ "#text": leaf })).map(joined),
    ),
  };
}).value;

/** Own members of all, "__proto__" among them, in a plain object. */
function joined(parts: readonly object[]): JsonObject {
  const all = {};
  for (const part of parts) Object.defineProperties(all, { ...Object.getOwnPropertyDescriptors(part) });
  return all;
}

export const own = (...names: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc
    .dictionary(fc.constantFrom(...names), ownValue, { maxKeys: names.length })
    .map((object) => ({ ...object }));

export const maybe = (model: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> =>
  fc.record(model, { requiredKeys: [] });

export const merged = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map((values) => Object.assign({}, ...values));
