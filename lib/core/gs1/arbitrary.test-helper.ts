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
  I: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
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

const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(""));

const pick = (characters: string): fc.Arbitrary<string> => fc.constantFrom(...characters);
const digits = (count: number): fc.Arbitrary<string> => text("N", count, count);
const maybe = (part: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(""), part);

/** A length indicator and as many digits as it says, and `more`. */
const counted = (indicators: string, more: number): fc.Arbitrary<string> =>
  pick(indicators).chain((indicator) => digits(Number(indicator) + more).map((rest) => indicator + rest));

/** Parts of a coupon (AI 8110): how much of which product family, and whose product that is. */
const purchase = joined(counted("12345", 0), pick("012349"), digits(3));
const otherCompany = fc.oneof(fc.constant("9"), counted("0123456", 6));

/** ISO 13616: the check digits make the number, country last and letters as 10 to 35, one above a multiple of 97. */
function ibanOf(country: string, account: string): string {
  const number = [...account, ...country].map((character) => parseInt(character, 36)).join("");
  return `${country}${String(98n - (BigInt(`${number}00`) % 97n)).padStart(2, "0")}${account}`;
}

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
  pieceoftotal: fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 })).map((pieces) =>
    pieces
      .sort((a, b) => a - b)
      .map((n) => String(n).padStart(2, "0"))
      .join(""),
  ),
  posinseqslash: fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .map((places) => places.sort().join("/")),
  iban: fc
    .tuple(oneOf(COUNTRY_LETTERS), text("I", 8, 30))
    .map(([country, account]) => ibanOf(country, account)),
  couponcode: joined(
    counted("0123456", 6),
    digits(6),
    counted("12345", 0),
    purchase,
    maybe(joined(fc.constantFrom("10", "11", "12", "13"), purchase, otherCompany)),
    maybe(joined(fc.constant("2"), purchase, otherCompany)),
    maybe(joined(fc.constant("3"), date(two(27, 40), 1))),
    maybe(joined(fc.constant("4"), date(two(20, 26), 1))),
    maybe(joined(fc.constant("5"), counted("0123456789", 6))),
    maybe(joined(fc.constant("6"), counted("1234567", 6))),
    maybe(joined(fc.constant("9"), pick("01256"), pick("012"), digits(1), pick("01"))),
  ).filter((coupon) => coupon.length <= 70),
  couponposoffer: joined(pick("01"), counted("0123456", 6), digits(6), counted("0123456789", 6)),
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

/** Valid elements of each AI, row by row of the table. */
const rows: readonly (readonly fc.Arbitrary<SampleElement>[])[] = AI_TABLE.map(([range, format]) => {
  const [first = "", last = first] = range.split("-");
  const values = value(format);
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => {
    const ai = String(Number(first) + i).padStart(first.length, "0");
    return values.map((content): SampleElement => ({ ai, value: content }));
  });
});

/** One for each of the 541 AIs, in the order of the table. */
export const elementsOfAi: readonly fc.Arbitrary<SampleElement>[] = rows.flat();

/** Every row of the table as likely as any other: most AIs are measures. */
export const anyElement: fc.Arbitrary<SampleElement> = fc.oneof(...rows.map((row) => fc.oneof(...row)));
export const packSerial = text("X", 1, 20);
export const gtin14 = text("N", 13, 13).map((digits) => digits + checkDigit(digits));

const FOREIGN = [..."059Az-_/+%( #^é", ""];

/** An element with one thing wrong, or none by luck: a character changed, put in, taken out, swapped; a tail cut or grown. */
export const damaged = (element: fc.Arbitrary<SampleElement>): fc.Arbitrary<SampleElement> =>
  fc
    .tuple(element, fc.nat(), fc.constantFrom(...FOREIGN), fc.nat({ max: 5 }), fc.nat({ max: 70 }))
    .map(([{ ai, value: sound }, place, character, how, more]) => {
      const at = place % sound.length;
      const [before, after] = [sound.slice(0, at), sound.slice(at + 1)];
      const made = [
        before + character + after,
        before + character + sound.slice(at),
        before + after,
        before + after.slice(0, 1) + sound.charAt(at) + after.slice(1),
        before,
        sound + character.repeat(more),
      ];
      return { ai, value: made[how] ?? sound };
    });
