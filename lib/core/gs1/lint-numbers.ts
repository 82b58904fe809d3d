import { checkDigits } from "./charset";
import { checksumHolds } from "./check-digit";
import { type Fault, type FaultCode, fault } from "./fault";

/** Linters for numbers and keys (GS1 Barcode Syntax Dictionary). They check text[from, to). */

export function lintCsum(text: string, from: number, to: number): Fault | null {
  if (to === from) return fault("TOO_SHORT_FOR_CHECK_DIGIT", from, to);
  const wrong = checkDigits(text, from, to);
  if (wrong) return wrong;
  return checksumHolds(text, from, to) ? null : fault("INCORRECT_CHECK_DIGIT", to - 1, to);
}

/** A company prefix has at least four digits. Which prefixes are allocated is not public knowledge of this code. */
const companyPrefixLinter =
  (offset: 0 | 1) =>
  (text: string, from: number, to: number): Fault | null => {
    const start = from + offset;
    if (to - start < 4) return fault("TOO_SHORT_FOR_GCP", from, to);
    const wrong = checkDigits(text, start, start + 4);
    return wrong && fault("INVALID_GCP_PREFIX", wrong.from, wrong.to);
  };

export const lintGcppos1 = companyPrefixLinter(0);
export const lintGcppos2 = companyPrefixLinter(1);

const isAllZero = (text: string, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) !== 48) return false;
  return true;
};

export const lintNonzero = (text: string, from: number, to: number): Fault | null =>
  checkDigits(text, from, to) ?? (isAllZero(text, from, to) ? fault("ILLEGAL_ZERO_VALUE", from, to) : null);

export const lintNozeroprefix = (text: string, from: number, to: number): Fault | null =>
  checkDigits(text, from, to) ??
  (to - from > 1 && text.charCodeAt(from) === 48 ? fault("ILLEGAL_ZERO_PREFIX", from, from + 1) : null);

export const lintZero = (text: string, from: number, to: number): Fault | null =>
  to - from === 1 && text.charCodeAt(from) === 48 ? null : fault("NOT_ZERO", from, to);

export function lintHasnondigit(text: string, from: number, to: number): Fault | null {
  return to > from && checkDigits(text, from, to) ? null : fault("REQUIRES_NON_DIGIT_CHARACTER", from, to);
}

export function lintPieceoftotal(text: string, from: number, to: number): Fault | null {
  const half = (to - from) / 2;
  if (half === 0 || !Number.isInteger(half)) return fault("INVALID_LENGTH_FOR_PIECE_OF_TOTAL", from, to);
  const wrong = checkDigits(text, from, to);
  if (wrong) return wrong;
  const middle = from + half;
  if (isAllZero(text, from, middle)) return fault("ZERO_PIECE_NUMBER", from, middle);
  if (isAllZero(text, middle, to)) return fault("ZERO_TOTAL_PIECES", middle, to);
  return text.slice(from, middle) > text.slice(middle, to)
    ? fault("PIECE_NUMBER_EXCEEDS_TOTAL", from, to)
    : null;
}

/** "2/3": at most two digits on each side, neither with a leading zero. */
export function lintPosinseqslash(text: string, from: number, to: number): Fault | null {
  const slash = text.indexOf("/", from);
  const malformed = fault("POSITION_IN_SEQUENCE_MALFORMED", from, to);
  if (slash <= from || slash >= to - 1) return malformed;
  if (checkDigits(text, from, slash) || checkDigits(text, slash + 1, to)) return malformed;
  if (text.charCodeAt(from) === 48) return fault("ILLEGAL_ZERO_PREFIX", from, slash);
  if (text.charCodeAt(slash + 1) === 48) return fault("ILLEGAL_ZERO_PREFIX", slash + 1, to);
  const position = text.slice(from, slash);
  const end = text.slice(slash + 1, to);
  return position.length > end.length || (position.length === end.length && position > end)
    ? fault("POSITION_EXCEEDS_END", from, to)
    : null;
}

/** Degrees times ten million, counted from the south pole or the opposite meridian. */
const angleLinter =
  (most: string, length: FaultCode, invalid: FaultCode) =>
  (text: string, from: number, to: number): Fault | null => {
    if (to - from !== 10) return fault(length, from, to);
    return checkDigits(text, from, to) ?? (text.slice(from, to) > most ? fault(invalid, from, to) : null);
  };

export const lintLatitude = angleLinter("1800000000", "LATITUDE_INVALID_LENGTH", "INVALID_LATITUDE");
export const lintLongitude = angleLinter("3600000000", "LONGITUDE_INVALID_LENGTH", "INVALID_LONGITUDE");
