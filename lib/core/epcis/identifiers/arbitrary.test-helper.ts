import fc from "fast-check";
import { checkDigit } from "@/lib/core/gs1/check-digit";

/** GS1 identifiers in both spellings, put together from their parts and by no code that translates. For tests only. */
export type Pair = { readonly urn: string; readonly link: string };

const LINK = "https://id.gs1.org/";
const CSET_82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;
const CSET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const escaped = (text: string, characters: string): string =>
  [...text]
    .map((char) => (characters.includes(char) ? `%${char.charCodeAt(0).toString(16).toUpperCase()}` : char))
    .join("");
/** EPC Tag Data Standard, Table A-1 and §5. */
const forUrn = (text: string): string => escaped(text, `"%&/<>?#`);
const forLink = (text: string): string => escaped(text, `"%&/<>?#!()*+,:`);

const text = (set: string, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...set), minLength: 1, maxLength: max });
const digitsOf = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });

export const companyPrefix: fc.Arbitrary<string> = fc
  .integer({ min: 6, max: 12 })
  .chain((length) => digitsOf(length));

const checked = (digits: string): string => digits + checkDigit(digits);

type Make<Serial> = (prefix: string, reference: string, serial: Serial) => Pair;

/** Pairs of one scheme by company prefix: a reference that fills `total` digits, and a serial. */
const scheme =
  <Serial>(total: number, serial: fc.Arbitrary<Serial>, make: Make<Serial>) =>
  (prefix: string): fc.Arbitrary<Pair> =>
    fc
      .tuple(digitsOf(total - prefix.length), serial)
      .map(([reference, value]) => make(prefix, reference, value));

const none = fc.constant("");
const serial20 = text(CSET_82, 20);

/** An indicator digit leads the key, and stands after the company prefix in the URN: reference = indicator + rest. */
const led = (prefix: string, reference: string): string =>
  checked(reference.charAt(0) + prefix + reference.slice(1));

const gtin = (kind: string, ai: string, serial: fc.Arbitrary<string>) =>
  scheme(13, serial, (prefix, reference, value) => ({
    urn: `urn:epc:${kind}:${prefix}.${reference}.${forUrn(value)}`,
    link: `${LINK}01/${led(prefix, reference)}/${ai}/${forLink(value)}`,
  }));
const plain = (kind: string, ai: string, total: number) =>
  scheme(total, none, (prefix, reference) => ({
    urn: `urn:epc:id:${kind}:${prefix}.${reference}`,
    link: `${LINK}${ai}/${checked(prefix + reference)}`,
  }));
const behind = (kind: string, ai: string, filler: string, serial: fc.Arbitrary<string>) =>
  scheme(12, serial, (prefix, reference, value) => ({
    urn: `urn:epc:id:${kind}:${prefix}.${reference}.${forUrn(value)}`,
    link: `${LINK}${ai}/${filler}${checked(prefix + reference)}${forLink(value)}`,
  }));
const classBehind = (kind: string, ai: string, filler: string) =>
  scheme(12, none, (prefix, reference) => ({
    urn: `urn:epc:idpat:${kind}:${prefix}.${reference}.*`,
    link: `${LINK}${ai}/${filler}${checked(prefix + reference)}`,
  }));
const free = (kind: string, ai: string) => (prefix: string) =>
  text(CSET_82, 30 - prefix.length).map((value) => ({
    urn: `urn:epc:id:${kind}:${prefix}.${forUrn(value)}`,
    link: `${LINK}${ai}/${prefix}${forLink(value)}`,
  }));
const part = (serial: fc.Arbitrary<string | null>) => (prefix: string) =>
  fc.tuple(text(CSET_39, 30 - prefix.length), serial).map(([value, number]) => ({
    urn: `urn:epc:${number === null ? "idpat" : "id"}:cpi:${prefix}.${forUrn(value)}.${number ?? "*"}`,
    link: `${LINK}8010/${prefix}${forUrn(value)}${number === null ? "" : `/8011/${number}`}`,
  }));
const pieces = fc.tuple(digitsOf(2), digitsOf(2));

/** Every scheme of instances (EPC Tag Data Standard §6.3). */
export const INSTANCES = {
  sgtin: gtin("id:sgtin", "21", serial20),
  upui: gtin("id:upui", "235", text(CSET_82, 28)),
  sscc: scheme(17, none, (prefix, reference) => ({
    urn: `urn:epc:id:sscc:${prefix}.${reference}`,
    link: `${LINK}00/${led(prefix, reference)}`,
  })),
  sgln: scheme(12, none, (prefix, reference) => ({
    urn: `urn:epc:id:sgln:${prefix}.${reference}.0`,
    link: `${LINK}414/${checked(prefix + reference)}`,
  })),
  sglnWithExtension: scheme(
    12,
    serial20.filter((extension) => extension !== "0"),
    (prefix, reference, value) => ({
      urn: `urn:epc:id:sgln:${prefix}.${reference}.${forUrn(value)}`,
      link: `${LINK}414/${checked(prefix + reference)}/254/${forLink(value)}`,
    }),
  ),
  pgln: plain("pgln", "417", 12),
  gsrn: plain("gsrn", "8018", 17),
  gsrnp: plain("gsrnp", "8017", 17),
  gsin: plain("gsin", "402", 16),
  grai: behind("grai", "8003", "0", text(CSET_82, 16)),
  gdti: behind("gdti", "253", "", text(CSET_82, 17)),
  sgcn: behind("sgcn", "255", "", text("0123456789", 12)),
  giai: free("giai", "8004"),
  ginc: free("ginc", "401"),
  cpi: part(fc.nat(999_999_999_999).map(String)),
  itip: scheme(13, fc.tuple(pieces, serial20), (prefix, reference, [[piece, total], value]) => ({
    urn: `urn:epc:id:itip:${prefix}.${reference}.${piece}.${total}.${forUrn(value)}`,
    link: `${LINK}8006/${led(prefix, reference)}${piece}${total}/21/${forLink(value)}`,
  })),
} as const;

/** Every scheme of classes (EPC Tag Data Standard §6.4 and §8, CBV 2.0 §8.3). */
export const CLASSES = {
  gtin: scheme(13, none, (prefix, reference) => ({
    urn: `urn:epc:idpat:sgtin:${prefix}.${reference}.*`,
    link: `${LINK}01/${led(prefix, reference)}`,
  })),
  lgtin: gtin("class:lgtin", "10", serial20),
  grai: classBehind("grai", "8003", "0"),
  gdti: classBehind("gdti", "253", ""),
  sgcn: classBehind("sgcn", "255", ""),
  cpi: part(fc.constant(null)),
  itip: scheme(13, pieces, (prefix, reference, [piece, total]) => ({
    urn: `urn:epc:idpat:itip:${prefix}.${reference}.${piece}.${total}.*`,
    link: `${LINK}8006/${led(prefix, reference)}${piece}${total}`,
  })),
} as const;
