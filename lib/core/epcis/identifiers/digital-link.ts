import { CANONICAL_DOMAIN, escapeSerial, isDigits, isPartNumber, isSerial } from "./link-text";

/** Links as Packproof writes them, and nearly all links it reads: already canonical. */
const ALREADY_CANONICAL =
  /^https:\/\/id\.gs1\.org\/(?:01\/\d{14}(?:\/(?:21|10)\/[-.0-9A-Z_a-z]{1,20})?|00\/\d{18}|41[47]\/\d{13})$/;

/**
 * The constrained canonical form of a Digital Link on any domain and path, with names or numbers of AIs; null when
 * the path is not a key with its qualifiers in their order, or a value has a wrong length or character.
 */
export function normaliseDigitalLink(uri: string): string | null {
  if (ALREADY_CANONICAL.test(uri)) return uri;
  const path = /^https?:\/\/[^/?#]+\/([^?#]*)/.exec(uri)?.[1];
  if (path === undefined) return null;
  const segments = (path.endsWith("/") ? path.slice(0, -1) : path).split("/");
  // A company's own path may come first, so the key is the first segment from which the rest is well-formed.
  for (let start = segments.length % 2; start + 1 < segments.length; start += 2) {
    const canonical = canonicalPath(segments, start);
    if (canonical !== null) return CANONICAL_DOMAIN + canonical;
  }
  return null;
}

function canonicalPath(segments: readonly string[], start: number): string | null {
  const ai = aiOf(segments[start]);
  const key = KEYS.get(ai);
  const value = key?.value(segments[start + 1] ?? "") ?? null;
  if (!key || value === null) return null;
  let finest = "";
  let reached = -1;
  for (let i = start + 2; i < segments.length; i += 2) {
    const name = aiOf(segments[i]);
    const text = segments[i + 1] ?? "";
    const position = key.qualifiers.findIndex((qualifier) => qualifier.ai === name);
    const qualifier = key.qualifiers[position];
    if (!qualifier || position <= reached || !qualifier.accepts(text)) return null;
    // A pack has a serial or a third-party-controlled serial, never both (AI 235 excludes 10 and 21).
    if (finest !== "" && name === "235") return null;
    reached = position;
    // The consumer product variant says nothing about which object it is.
    if (name !== "22") finest = `/${name}/${escapeSerial(text)}`;
  }
  return `${ai}/${value}${finest}`;
}

const aiOf = (segment = ""): string => SHORT_NAMES.get(segment) ?? segment;

type Qualifier = { readonly ai: string; readonly accepts: (text: string) => boolean };
/** `value` gives the canonical text of the key's value, or null. Qualifiers in their order, coarse to fine. */
type Key = { readonly value: (text: string) => string | null; readonly qualifiers: readonly Qualifier[] };

const serial = (ai: string, max: number): Qualifier => ({ ai, accepts: (text) => isSerial(text, max) });
const BATCH_AND_SERIAL = [serial("22", 20), serial("10", 20), serial("21", 20)];

const GTIN_QUALIFIERS = [...BATCH_AND_SERIAL, serial("235", 28)];

const digits = (length: number, qualifiers: readonly Qualifier[] = []): Key => ({
  value: (text) => (isDigits(text, length) ? text : null),
  qualifiers,
});

/** `length` digits, then a serial of at most `max` characters (none: the class). */
const digitsThenSerial = (length: number, max: number, digitsOnly = false): Key => ({
  value: (text) => {
    const tail = text.slice(length);
    const isTail = tail === "" || (isSerial(tail, max) && (!digitsOnly || isDigits(tail, tail.length)));
    return isDigits(text.slice(0, length), length) && isTail
      ? text.slice(0, length) + escapeSerial(tail)
      : null;
  },
  qualifiers: [],
});

/** Starts with a company prefix, of which four digits are sure. */
const free: Key = {
  value: (text) => (/^\d{4}/.test(text) && isSerial(text, 30) ? escapeSerial(text) : null),
  qualifiers: [],
};

const KEYS: ReadonlyMap<string, Key> = new Map(
  Object.entries({
    "00": digits(18),
    "01": {
      value: (text) =>
        [8, 12, 13, 14].includes(text.length) && isDigits(text, text.length) ? text.padStart(14, "0") : null,
      qualifiers: GTIN_QUALIFIERS,
    },
    "253": digitsThenSerial(13, 17),
    "255": digitsThenSerial(13, 12, true),
    "401": free,
    "402": digits(17),
    "414": digits(13, [serial("254", 20)]),
    "417": digits(13),
    "8003": digitsThenSerial(14, 16),
    "8004": free,
    "8006": digits(18, BATCH_AND_SERIAL),
    "8010": {
      value: (text) => (/^\d{4}/.test(text) && isPartNumber(text) ? text : null),
      qualifiers: [{ ai: "8011", accepts: (text) => /^\d{1,12}$/.test(text) }],
    },
    "8017": digits(18),
    "8018": digits(18),
  }),
);

/** Names of AIs in older links (GS1 Digital Link URI Syntax 1.1 §4.4). */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sscc: "00",
    gtin: "01",
    gdti: "253",
    gcn: "255",
    ginc: "401",
    gsin: "402",
    gln: "414",
    party: "417",
    grai: "8003",
    giai: "8004",
    itip: "8006",
    cpid: "8010",
    gsrnp: "8017",
    gsrn: "8018",
    cpv: "22",
    lot: "10",
    ser: "21",
    tpx: "235",
    glnx: "254",
    cpsn: "8011",
  }),
);
