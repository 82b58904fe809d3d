import { CANONICAL_DOMAIN } from "@/lib/core/epcis/identifiers/link-text";
import { digitalLinkOfUrn } from "@/lib/core/epcis/identifiers/urn-to-link";
import { checkDigit } from "@/lib/core/gs1/check-digit";

/** What a MATCH parameter may name besides one identifier: all of a class, of a company, of a scheme. */
export type EpcPattern = {
  readonly type: "pattern";
  /** Every identifier that matches begins with one of these: what an index can use. */
  readonly prefixes: readonly string[];
  /** Decides, over canonical identifiers. */
  readonly form: RegExp;
};

/** Whether the text is meant as a pattern (EPC Tag Data Standard 2.0 §8). */
export const looksLikePattern = (text: string): boolean => text.startsWith("urn:epc:idpat:");

/**
 * The pattern of a pure identity pattern URI; the identifier itself when it has no "*"; null when malformed. Matching
 * is TDS §8's, over canonical Digital Links: no GS1 company prefix begins another one, so the digits of a prefix decide
 * as its field in a URN would. A class in an event ("….112345.*") is met by the pattern of the same or a wider class.
 */
export function parsePattern(urn: string): EpcPattern | string | null {
  const [, name = "", text = ""] = /^urn:epc:idpat:([a-z]+):(.+)$/.exec(urn) ?? [];
  const scheme = SCHEMES.get(name);
  if (!scheme) return text === "" ? null : patternOfFields(name, text.split("."));
  const fields = splitFields(text, scheme.tail.length + 2);
  const firstWild = fields.indexOf(WILD);
  if (firstWild < 0) return digitalLinkOfUrn(urn.replace(":idpat:", ":id:"));
  if (fields.length !== scheme.tail.length + 2 || fields.slice(firstWild).some((field) => field !== WILD))
    return null;
  const [prefix = "", reference = "", ...rest] = fields;
  const key = keyOf(scheme, prefix, reference);
  if (key === null) return null;
  const tail = scheme.tail.map((part, i) => (rest[i] === WILD ? part : literal(rest[i] ?? "")));
  return {
    type: "pattern",
    prefixes: key.prefixes.map((start) => `${CANONICAL_DOMAIN}${scheme.ai}/${start}`),
    form: form(`${literal(CANONICAL_DOMAIN)}${scheme.ai}/${key.form}${tail.join("")}`),
  };
}

const WILD = "*";
const form = (source: string): RegExp => new RegExp(`^${source}$`);
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** The last field keeps its dots: a serial may hold some. */
function splitFields(text: string, count: number): readonly string[] {
  const fields = text.split(".");
  return fields.length <= count ? fields : [...fields.slice(0, count - 1), fields.slice(count - 1).join(".")];
}

type Scheme = {
  readonly ai: string;
  /** What stands before the company prefix in the key: the first digit of the reference, or this text. */
  readonly lead: "digit" | "0" | "";
  /** Digits of the key without check digit and a "0" before it; null: a key of any characters. */
  readonly digits: number | null;
  /** What "*" means in each field after the reference. A serial may be absent: then it is a class. */
  readonly tail: readonly string[];
};

const scheme = (ai: string, lead: Scheme["lead"], digits: number | null, ...tail: string[]): Scheme => ({
  ai,
  lead,
  digits,
  tail,
});
const after = (ai: string): string => `(?:\\/${ai}\\/[^/]+)?`;
const BEHIND = "[^/]*";

const SCHEMES: ReadonlyMap<string, Scheme> = new Map(
  Object.entries({
    sgtin: scheme("01", "digit", 13, after("21")),
    upui: scheme("01", "digit", 13, after("235")),
    itip: scheme("8006", "digit", 13, "\\d\\d", "\\d\\d", after("21")),
    sscc: scheme("00", "digit", 17),
    sgln: scheme("414", "", 12, after("254")),
    pgln: scheme("417", "", 12),
    gsrn: scheme("8018", "", 17),
    gsrnp: scheme("8017", "", 17),
    gsin: scheme("402", "", 16),
    grai: scheme("8003", "0", 12, BEHIND),
    gdti: scheme("253", "", 12, BEHIND),
    sgcn: scheme("255", "", 12, BEHIND),
    giai: scheme("8004", "", null),
    ginc: scheme("401", "", null),
    cpi: scheme("8010", "", null, after("8011")),
  }),
);

type Key = { readonly form: string; readonly prefixes: readonly string[] };

/** The key of a Digital Link by company prefix and reference, either of which may be "*"; null when malformed. */
function keyOf({ lead, digits, tail }: Scheme, prefix: string, reference: string): Key | null {
  const isWild = prefix === WILD;
  if (!isWild && !/^\d{6,12}$/.test(prefix)) return null;
  if (digits === null) {
    if (reference !== WILD) return { form: literal(prefix + reference), prefixes: [prefix + reference] };
    return { form: `${isWild ? "" : prefix}[^/]+`, prefixes: [isWild ? "" : prefix] };
  }
  const fixed = lead === "digit" ? "" : lead;
  if (isWild) return { form: `${fixed}\\d{${digits + 1}}`, prefixes: [fixed] };
  const left = digits - prefix.length;
  if (reference !== WILD) {
    if (reference.length !== left || !/^\d*$/.test(reference) || tail.length === 0) return null;
    const key =
      lead === "digit" ? reference.charAt(0) + prefix + reference.slice(1) : fixed + prefix + reference;
    return { form: key + checkDigit(key), prefixes: [key + checkDigit(key)] };
  }
  return lead === "digit"
    ? { form: `\\d${prefix}\\d{${left}}`, prefixes: [..."0123456789"].map((digit) => digit + prefix) }
    : { form: `${fixed}${prefix}\\d{${left + 1}}`, prefixes: [fixed + prefix] };
}

/** A scheme without Digital Link (gid, adi, usdod …): its URNs stay URNs in events, and its fields match as such. */
function patternOfFields(name: string, fields: readonly string[]): EpcPattern | string | null {
  const firstWild = fields.indexOf(WILD);
  if (firstWild < 0) return `urn:epc:id:${name}:${fields.join(".")}`;
  if (fields.slice(firstWild).some((field) => field !== WILD)) return null;
  const start = fields.slice(0, firstWild).map((field) => `${field}.`);
  return {
    type: "pattern",
    prefixes: ["id", "idpat"].map((kind) => `urn:epc:${kind}:${name}:${start.join("")}`),
    form: form(
      `urn:epc:(?:id|idpat):${name}:${literal(start.join(""))}[^.]+(?:\\.[^.]+){${fields.length - firstWild - 1}}`,
    ),
  };
}

/**
 * A Digital Link without serial names a class, and with it every instance below it, as "….*" does in a URN. A lot is
 * no instance: its own link has it (EPCIS 2.0 §7.3.3.3), and the link of an instance doesn't say its lot.
 */
export function classPattern(canonical: string): EpcPattern | null {
  const path = canonical.startsWith(CANONICAL_DOMAIN) ? canonical.slice(CANONICAL_DOMAIN.length) : "";
  const below = CLASSES.find(([of]) => of.test(path))?.[1];
  return below === undefined
    ? null
    : { type: "pattern", prefixes: [canonical], form: form(literal(canonical) + below) };
}

/** Keys that are classes, and what makes an instance of each. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^01\/\d{14}$/, "(?:\\/(?:21|235)\\/[^/]+)?"],
  [/^8003\/\d{14}$/, BEHIND],
  [/^25[35]\/\d{13}$/, BEHIND],
  [/^8006\/\d{18}$/, after("21")],
  [/^8010\/[^/]+$/, after("8011")],
];
