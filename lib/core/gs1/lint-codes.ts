import { checkCset64, checkCset82 } from "./charset";
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGE_TYPES } from "./code-lists";
import { type Fault, type FaultCode, fault } from "./fault";

/** Linters for codes from lists and for check characters (GS1 Barcode Syntax Dictionary). They check text[from, to). */

const listLinter =
  (holds: (code: string) => boolean, code: FaultCode) =>
  (text: string, from: number, to: number): Fault | null =>
    holds(text.slice(from, to)) ? null : fault(code, from, to);

const isMediaType = (code: string): boolean => /^(0[1-9]|10|[89]\d)$/.test(code);

export const lintIso3166 = listLinter((code) => COUNTRY_NUMBERS.has(code), "NOT_ISO3166");
export const lintIso3166999 = listLinter(
  (code) => code === "999" || COUNTRY_NUMBERS.has(code),
  "NOT_ISO3166_OR_999",
);
export const lintIso3166alpha2 = listLinter((code) => COUNTRY_LETTERS.has(code), "NOT_ISO3166_ALPHA2");
export const lintIso4217 = listLinter((code) => CURRENCY_NUMBERS.has(code), "NOT_ISO4217");
export const lintIso5218 = listLinter((code) => /^[0129]$/.test(code), "INVALID_BIOLOGICAL_SEX_CODE");
export const lintPackagetype = listLinter((code) => PACKAGE_TYPES.has(code), "INVALID_PACKAGE_TYPE");
export const lintMediatype = listLinter(isMediaType, "INVALID_MEDIA_TYPE");
export const lintYesno = listLinter((code) => code === "0" || code === "1", "NOT_ZERO_OR_ONE");
export const lintWinding = listLinter((code) => /^[019]$/.test(code), "INVALID_WINDING_DIRECTION");
export const lintHyphen = listLinter((code) => /^-+$/.test(code), "NOT_HYPHEN");
export const lintImporteridx = listLinter(
  (code) => code.length === 1 && code !== "=" && checkCset64(code, 0, 1) === null,
  "INVALID_IMPORT_IDX_CHARACTER",
);

const isHex = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

export function lintPcenc(text: string, from: number, to: number): Fault | null {
  for (let i = from; i < to; i++) {
    if (text.charCodeAt(i) !== 37) continue;
    if (i + 2 >= to || !isHex(text.charCodeAt(i + 1)) || !isHex(text.charCodeAt(i + 2))) {
      return fault("INVALID_PERCENT_SEQUENCE", i, Math.min(i + 3, to));
    }
    i += 2;
  }
  return null;
}

/** ISO 13616: country, two check digits (97 - the rest, moved to the front), account. */
export function lintIban(text: string, from: number, to: number): Fault | null {
  // No country has an IBAN of ten characters or fewer.
  if (to - from <= 10) return fault("IBAN_TOO_SHORT", from, to);
  if (to - from > 34) return fault("IBAN_TOO_LONG", from, to);
  const length = to - from;
  let remainder = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (!((code >= 48 && code <= 57) || (code >= 65 && code <= 90))) {
      return fault("INVALID_IBAN_CHARACTER", i, i + 1);
    }
  }
  if (!COUNTRY_LETTERS.has(text.slice(from, from + 2))) {
    return fault("ILLEGAL_IBAN_COUNTRY_CODE", from, from + 2);
  }
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(from + ((i + 4) % length));
    remainder = code <= 57 ? (remainder * 10 + code - 48) % 97 : (remainder * 100 + code - 55) % 97;
  }
  return remainder === 1 ? null : fault("INCORRECT_IBAN_CHECKSUM", from + 2, from + 4);
}

const CSET82_ORDER = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;
const CSET32_ORDER = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

const primesUpTo = (limit: number): readonly number[] => {
  const primes: number[] = [];
  for (let n = 2; n <= limit; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
};
const PRIMES = primesUpTo(509);

/** The two check characters of a GMN or MUDI: a sum weighted with primes, modulo 1021 (General Specifications 7.9.5). */
export function checkPair(text: string, from: number, to: number): string {
  let sum = 0;
  for (let i = from; i < to; i++) sum += CSET82_ORDER.indexOf(text.charAt(i)) * (PRIMES[to - 1 - i] ?? 0);
  const value = sum % 1021;
  return CSET32_ORDER.charAt(value >> 5) + CSET32_ORDER.charAt(value & 31);
}

export function lintCsumalpha(text: string, from: number, to: number): Fault | null {
  const length = to - from;
  if (length < 2) return fault("TOO_SHORT_FOR_CHECK_PAIR", from, to);
  if (length - 2 > PRIMES.length) return fault("TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION", from, to);
  const wrong = checkCset82(text, from, to - 2);
  if (wrong) return wrong;
  return checkPair(text, from, to - 2) === text.slice(to - 2, to)
    ? null
    : fault("INCORRECT_CHECK_PAIR", to - 2, to);
}
