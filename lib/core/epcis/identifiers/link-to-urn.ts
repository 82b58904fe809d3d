import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import type { PrefixLength } from "./company-prefixes";
import { normaliseDigitalLink } from "./digital-link";
import { CANONICAL_DOMAIN } from "./link-text";
import { digitalLinkOfUrn } from "./urn-to-link";

export type NoUrn = "COMPANY_PREFIX_UNKNOWN" | "NO_EPC_URN";

/**
 * The EPC URN of a Digital Link (EPC Tag Data Standard 2.3 §6–8; CBV 2.0 §8): "urn:epc:id:…" of a thing, place, party or
 * document, "urn:epc:class:lgtin:…" of a batch, "urn:epc:idpat:….*" of a class. Null when the text is no Digital Link
 * of a GS1 key. A URN is only written when it leads back to the same canonical link, so that both have one event hash.
 */
export function toEpcUrn(link: string, prefixLength: PrefixLength): Result<string, NoUrn> | null {
  const canonical = normaliseDigitalLink(link);
  if (canonical === null) return null;
  const [ai = "", value = "", qualifier, serial = ""] = canonical.slice(CANONICAL_DOMAIN.length).split("/");
  const parts = FORMS.get(qualifier === undefined ? ai : `${ai}/${qualifier}`)?.(value, inUrn(serial));
  if (!parts) return NO_EPC_URN;
  const { scheme, leading = "", key, rest = "" } = parts;
  const known = prefixLength(key) ?? parts.prefixLength ?? null;
  if (known === null) return COMPANY_PREFIX_UNKNOWN;
  // A company prefix of 4 or 5 digits counts as a block of prefixes of 6 (TDS §7.1).
  const length = Math.max(known, 6);
  const urn = `urn:epc:${scheme}:${key.slice(0, length)}.${leading}${key.slice(length)}${rest}`;
  return WELL_FORMED.test(urn) && digitalLinkOfUrn(urn) === canonical ? ok(urn) : NO_EPC_URN;
}

const COMPANY_PREFIX_UNKNOWN: Refused<NoUrn> = refuse(
  "COMPANY_PREFIX_UNKNOWN",
  "An EPC URN shows where the company prefix ends, and the length of this one isn't known.",
  "Add the company prefix to the known ones, or use the Digital Link.",
);

/**
 * A batch of pieces (AI 8006 with 10), a wrong check digit, a location extension "0" (a URN says "none" with it), a
 * part's serial with leading zeros, a character that a URN must escape and the link does not.
 */
const NO_EPC_URN: Refused<NoUrn> = refuse(
  "NO_EPC_URN",
  "No EPC URN stands for exactly this identifier.",
  "Use the Digital Link.",
);

/** The characters of a URN (TDS §5: GS3A3Char): " & / < > ? only as escapes. */
const WELL_FORMED = /^(?:[!'()*+,\-.0-9:;=A-Z_a-z]|%[0-9A-Fa-f]{2})+$/;

/** Undoes what a canonical link escapes beyond a URN (TDS Table A-1 has these bare); all other escapes stay. */
const inUrn = (text: string): string =>
  text.includes("%")
    ? text.replace(/%(?:2[189ABC]|3A)/g, (escaped) =>
        String.fromCharCode(Number.parseInt(escaped.slice(1), 16)),
      )
    : text;

/** A URN is "urn:epc:", scheme, company prefix, ".", leading digit, what is left of the key, rest. */
type Parts = {
  readonly scheme: string;
  /** The indicator or extension digit, which stands before the company prefix in the key but after it in the URN. */
  readonly leading?: string;
  /** Company prefix and reference, without check digit. */
  readonly key: string;
  readonly rest?: string;
  /** The length that holds unless a prefix is known. */
  readonly prefixLength?: number;
};

/** The parts for the key's value and its serial, lot or extension ("" without); null when there is no URN. */
type Form = (value: string, serial: string) => Parts | null;

const PATTERN = ".*";

/** A GTIN-8 has six leading zeros and the prefix 00000 + three digits (TDS §7.3.2); 0 and 2 are shops' own numbers. */
const GTIN_8 = /^0{6}[13-9]/;

const gtin =
  (scheme: string, rest: (value: string, serial: string) => string): Form =>
  (value, serial) => ({
    scheme,
    leading: value.charAt(0),
    key: value.slice(1, 13),
    rest: rest(value, serial),
    ...(GTIN_8.test(value) ? { prefixLength: 8 } : {}),
  });

const sgtin = (scheme: string): Form => gtin(scheme, (_, serial) => `.${serial}`);
const gtinClass = gtin("idpat:sgtin", () => PATTERN);

const pieces = (value: string): string => `.${value.slice(14, 16)}.${value.slice(16)}`;
const itip = gtin("id:itip", (value, serial) => `${pieces(value)}.${serial}`);
const itipClass = gtin("idpat:itip", (value) => pieces(value) + PATTERN);

/** A key of 13 digits from `start` on, its serial right behind the check digit; without serial it is a class. */
const serialised =
  (scheme: string, start: number): Form =>
  (value) => {
    const serial = value.slice(start + 13);
    return serial === ""
      ? { scheme: `idpat:${scheme}`, key: value.slice(start, -1), rest: PATTERN }
      : { scheme: `id:${scheme}`, key: value.slice(start, start + 12), rest: `.${inUrn(serial)}` };
  };

const digits =
  (scheme: string): Form =>
  (value) => ({ scheme, key: value.slice(0, -1) });

const free =
  (scheme: string): Form =>
  (value) => ({ scheme, key: inUrn(value) });

const sscc: Form = (value) => ({ scheme: "id:sscc", leading: value.charAt(0), key: value.slice(1, 17) });

const sgln: Form = (value, extension) => ({
  scheme: "id:sgln",
  key: value.slice(0, 12),
  rest: `.${extension || "0"}`,
});

/** TDS §5, §6.3.9: CPRefComponent and NumericComponent know fewer spellings than a link does. */
const cpi: Form = (value, serial) =>
  /^(?:[-0-9A-Z]|%2F|%23)+$/.test(value) && /^(?:0|[1-9]\d*)?$/.test(serial)
    ? serial === ""
      ? { scheme: "idpat:cpi", key: value, rest: PATTERN }
      : { scheme: "id:cpi", key: value, rest: `.${serial}` }
    : null;

/** By AI of the key and of its finest qualifier. */
const FORMS: ReadonlyMap<string, Form> = new Map(
  Object.entries({
    "00": sscc,
    "01": gtinClass,
    "01/10": sgtin("class:lgtin"),
    "01/21": sgtin("id:sgtin"),
    "01/235": sgtin("id:upui"),
    "253": serialised("gdti", 0),
    "255": serialised("sgcn", 0),
    "401": free("id:ginc"),
    "402": digits("id:gsin"),
    "414": sgln,
    "414/254": sgln,
    "417": digits("id:pgln"),
    "8003": serialised("grai", 1),
    "8004": free("id:giai"),
    "8006": itipClass,
    "8006/21": itip,
    "8010": cpi,
    "8010/8011": cpi,
    "8017": digits("id:gsrnp"),
    "8018": digits("id:gsrn"),
  }),
);
