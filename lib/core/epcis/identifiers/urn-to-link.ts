import { checkDigit } from "@/lib/core/gs1/check-digit";
import { CANONICAL_DOMAIN, escapeSerial, isDigits, isPartNumber, isSerial } from "./link-text";

const URN = /^urn:epc:(id|class|idpat):([a-z]+):(\d{6,12})\.(.*)$/;

/**
 * The canonical Digital Link of an EPC URN (EPC Tag Data Standard §6–8); null when it is not a well-formed one.
 * The check digit is computed, an SGLN's extension 0 means none, a pattern's "*" leaves the class.
 */
export function digitalLinkOfUrn(urn: string): string | null {
  const match = URN.exec(urn);
  if (!match) return null;
  const [, kind = "", scheme = "", prefix = "", rest = ""] = match;
  const path = PATHS.get(`${kind}:${scheme}`)?.(prefix, rest) ?? null;
  return path === null ? null : CANONICAL_DOMAIN + path;
}

type Path = (prefix: string, rest: string) => string | null;

/** Key of `length` digits without check digit: company prefix and reference; null when the lengths don't add up. */
const key = (prefix: string, reference: string, length: number): string | null =>
  isDigits(reference, length - prefix.length) ? prefix + reference : null;

/** The indicator or extension digit stands first in a GTIN or SSCC, but after the prefix in its URN. */
const indicatorFirst = (prefix: string, reference: string, length: number): string | null =>
  isDigits(reference, length - prefix.length) && reference !== ""
    ? reference.charAt(0) + prefix + reference.slice(1)
    : null;

const checked = (digits: string): string => digits + checkDigit(digits);

/** The text before the first dot and all after it: a serial may hold dots itself. */
const split = (text: string): readonly [string, string] => {
  const dot = text.indexOf(".");
  return dot < 0 ? [text, ""] : [text.slice(0, dot), text.slice(dot + 1)];
};

/** A GTIN with what follows it: /21/serial, /10/lot … */
const gtinWith =
  (qualifier: string, max: number): Path =>
  (prefix, rest) => {
    const [reference, serial] = split(rest);
    const gtin = indicatorFirst(prefix, reference, 13);
    return gtin === null || !isSerial(serial, max)
      ? null
      : `01/${checked(gtin)}/${qualifier}/${escapeSerial(serial)}`;
  };

/** A key of 12 digits with its serial right behind the check digit. */
const keyWithSerial =
  (ai: string, filler: string, max: number, digitsOnly = false): Path =>
  (prefix, rest) => {
    const [reference, serial] = split(rest);
    const digits = key(prefix, reference, 12);
    if (digits === null || !isSerial(serial, max) || (digitsOnly && !isDigits(serial, serial.length)))
      return null;
    return `${ai}/${checked(filler + digits)}${escapeSerial(serial)}`;
  };

/** A key that is digits only, check digit last. */
const plainKey =
  (ai: string, length: number): Path =>
  (prefix, rest) => {
    const digits = key(prefix, rest, length);
    return digits === null ? null : `${ai}/${checked(digits)}`;
  };

/** Company prefix and a reference of its own making, at most 30 characters together. */
const freeKey =
  (ai: string): Path =>
  (prefix, rest) =>
    isSerial(rest, 30 - prefix.length) ? `${ai}/${prefix}${escapeSerial(rest)}` : null;

const sscc: Path = (prefix, rest) => {
  const digits = indicatorFirst(prefix, rest, 17);
  return digits === null ? null : `00/${checked(digits)}`;
};

const sgln: Path = (prefix, rest) => {
  const [reference, extension] = split(rest);
  const digits = key(prefix, reference, 12);
  if (digits === null || !isSerial(extension, 20)) return null;
  return `414/${checked(digits)}${extension === "0" ? "" : `/254/${escapeSerial(extension)}`}`;
};

const cpi: Path = (prefix, rest) => {
  const [part, serial] = split(rest);
  const isValid = isPartNumber(prefix + part) && part !== "" && /^\d{1,12}$/.test(serial);
  return isValid ? `8010/${prefix}${part}/8011/${serial}` : null;
};

const itip: Path = (prefix, rest) => {
  const [reference, afterReference] = split(rest);
  const [piece, afterPiece] = split(afterReference);
  const [total, serial] = split(afterPiece);
  const gtin = indicatorFirst(prefix, reference, 13);
  if (gtin === null || !isDigits(piece, 2) || !isDigits(total, 2) || !isSerial(serial, 20)) return null;
  return `8006/${checked(gtin)}${piece}${total}/21/${escapeSerial(serial)}`;
};

/** A pattern "….*" names the class: the path of the key without its serial. */
const patternOf =
  (path: Path, serialMark: RegExp): Path =>
  (prefix, rest) =>
    rest.endsWith(".*") ? (path(prefix, `${rest.slice(0, -1)}1`)?.replace(serialMark, "") ?? null) : null;

const sgtin = gtinWith("21", 20);
const upui = gtinWith("235", 28);
const grai = keyWithSerial("8003", "0", 16);
const gdti = keyWithSerial("253", "", 17);
const sgcn = keyWithSerial("255", "", 12, true);

const PATHS: ReadonlyMap<string, Path> = new Map(
  Object.entries({
    "id:sgtin": sgtin,
    "id:sscc": sscc,
    "id:sgln": sgln,
    "id:grai": grai,
    "id:giai": freeKey("8004"),
    "id:gsrn": plainKey("8018", 17),
    "id:gsrnp": plainKey("8017", 17),
    "id:gdti": gdti,
    "id:cpi": cpi,
    "id:sgcn": sgcn,
    "id:ginc": freeKey("401"),
    "id:gsin": plainKey("402", 16),
    "id:itip": itip,
    "id:upui": upui,
    "id:pgln": plainKey("417", 12),
    "class:lgtin": gtinWith("10", 20),
    "idpat:sgtin": patternOf(sgtin, /\/21\/1$/),
    "idpat:upui": patternOf(upui, /\/235\/1$/),
    "idpat:grai": patternOf(grai, /1$/),
    "idpat:gdti": patternOf(gdti, /1$/),
    "idpat:sgcn": patternOf(sgcn, /1$/),
    "idpat:cpi": patternOf(cpi, /\/8011\/1$/),
    "idpat:itip": patternOf(itip, /\/21\/1$/),
  }),
);
