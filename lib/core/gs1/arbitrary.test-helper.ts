import fc from "fast-check";
import { AI_TABLE } from "./ai-table";
import { checkDigit } from "./check-digit";
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGE_TYPES } from "./code-lists";
import { checkPair } from "./lint-codes";

/** Arbitraries of valid values for every AI, built from the formats of the table. For tests only. */

const CHARACTERS: Readonly<Record<string, string>> = {
  N: "0123456789",
  X: `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`,
  Y: "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  Z: "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
};

const text = (set: string, min: number, max: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...(CHARACTERS[set] ?? "")),
    minLength: min,
    maxLength: max,
  });

const two = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, "0"));

const date = (year: fc.Arbitrary<string>, firstDay: 0 | 1): fc.Arbitrary<string> =>
  fc.tuple(year, two(1, 12), two(firstDay, 28)).map((parts) => parts.join(""));

const oneOf = (codes: ReadonlySet<string>, length?: number): fc.Arbitrary<string> =>
  fc.constantFrom(...[...codes].filter((code) => length === undefined || code.length === length));

const yyyy = fc.integer({ min: 1900, max: 2099 }).map(String);

/** Values for components whose linters leave little of the character set. */
const SPECIAL: Readonly<Record<string, fc.Arbitrary<string>>> = {
  yymmd0: date(two(0, 99), 0),
  yymmdd: date(two(0, 99), 1),
  yyyymmdd: date(yyyy, 1),
  hh: two(0, 23),
  mi: two(0, 59),
  ss: two(0, 59),
  hhmi: fc.tuple(two(0, 23), two(0, 59)).map((parts) => parts.join("")),
  iso3166: oneOf(COUNTRY_NUMBERS),
  iso3166999: fc.oneof(oneOf(COUNTRY_NUMBERS), fc.constant("999")),
  iso3166alpha2: oneOf(COUNTRY_LETTERS),
  iso4217: oneOf(CURRENCY_NUMBERS),
  iso5218: fc.constantFrom("0", "1", "2", "9"),
  packagetype: oneOf(PACKAGE_TYPES),
  mediatype: fc.constantFrom("01", "10", "80", "99"),
  yesno: fc.constantFrom("0", "1"),
  winding: fc.constantFrom("0", "1", "9"),
  zero: fc.constant("0"),
  hyphen: fc.constant("-"),
  importeridx: fc.constantFrom("-", "_", "A", "z", "7"),
  latitude: fc.integer({ min: 0, max: 1_800_000_000 }).map((n) => String(n).padStart(10, "0")),
  longitude: fc.integer({ min: 0, max: 3_600_000_000 }).map((n) => String(n).padStart(10, "0")),
  pieceoftotal: fc.constantFrom("0101", "0102", "1212", "0999"),
  posinseqslash: fc.constantFrom("1/1", "2/3", "9/9"),
  iban: fc.constantFrom("BE71096123456769", "GB98MIDL07009312345678", "MT90MALT011000012345MTLCAST001SABC"),
  couponcode: fc.constantFrom("012345612345611110123", "01234561234561111012390001"),
  couponposoffer: fc.constantFrom("001234561234560123456", "1612345678901212345601234567".slice(0, 27)),
  pcenc: fc
    .array(fc.constantFrom("a", "Z", "-", "%20", "%C3%A9"), { minLength: 1, maxLength: 5 })
    .map((a) => a.join("")),
  hasnondigit: text("N", 6, 20).map((digits) => withCheckPair(`${digits}A`)),
};

const withCheckPair = (body: string): string => body + checkPair(body, 0, body.length);

function component(form: string): fc.Arbitrary<string> {
  const [shape = "", ...linters] = form.split(",");
  for (const linter of [...linters].reverse()) {
    const special = SPECIAL[linter];
    if (special) return special;
  }
  const [, set = "N", variable, length] = /^\[?([NXYZ])(\.\.)?(\d+)/.exec(shape) ?? [];
  const max = Number(length);
  if (linters.includes("csum"))
    return text("N", max - 1, max - 1).map((digits) => digits + checkDigit(digits));
  if (linters.includes("csumalpha")) return text("N", 6, max - 2).map(withCheckPair);
  if (linters.includes("gcppos1")) {
    return fc.tuple(text("N", 4, 4), text(set, 0, max - 4)).map((parts) => parts.join(""));
  }
  if (linters.includes("nozeroprefix")) return fc.integer({ min: 0, max: 10 ** 11 }).map(String);
  if (linters.includes("nonzero"))
    return fc.integer({ min: 1, max: 10 ** max - 1 }).map((n) => String(n).padStart(max, "0"));
  return text(set, variable ? 1 : max, max);
}

function value(format: string): fc.Arbitrary<string> {
  const parts = format.split(" ");
  const optional = parts.findIndex((part) => part.startsWith("["));
  const most = fc.integer({ min: optional === -1 ? parts.length : optional, max: parts.length });
  return most.chain((count) =>
    fc.tuple(...parts.slice(0, count).map(component)).map((values) => values.join("")),
  );
}

export type SampleElement = { readonly ai: string; readonly value: string };

/** Per row of the table: valid elements of that row's AIs. */
export const elementsOfRow = AI_TABLE.map(([range, format]) => {
  const [first = "", last = first] = range.split("-");
  const ai = fc
    .integer({ min: Number(first), max: Number(last) })
    .map((number) => String(number).padStart(first.length, "0"));
  return fc.tuple(ai, value(format)).map(([name, content]): SampleElement => ({ ai: name, value: content }));
});

export const anyElement: fc.Arbitrary<SampleElement> = fc.oneof(...elementsOfRow);
export const packSerial = text("X", 1, 20);
export const gtin14 = text("N", 13, 13).map((digits) => digits + checkDigit(digits));
