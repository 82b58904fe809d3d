/**
 * The faults a linter can find, named as in the GS1 Barcode Syntax Dictionary (its prefix GS1_LINTER_ left off),
 * each with the predicate of a plain sentence: "The batch (10)" + " " + predicate.
 */
export const FAULTS = {
  NON_DIGIT_CHARACTER: "has a character where only digits may stand.",
  INVALID_CSET82_CHARACTER: "has a character that GS1 codes can't hold.",
  INVALID_CSET39_CHARACTER: "may only hold capitals, digits and # - /.",
  INVALID_CSET64_CHARACTER: "may only hold letters, digits, - and _.",
  INVALID_CSET64_PADDING: "is padded with = in the wrong way.",
  TOO_SHORT_FOR_CHECK_DIGIT: "is too short to hold a check digit.",
  INCORRECT_CHECK_DIGIT: "has a wrong check digit: a digit was misread or mistyped.",
  TOO_SHORT_FOR_CHECK_PAIR: "is too short to hold its two check characters.",
  TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION: "is too long for its two check characters.",
  INCORRECT_CHECK_PAIR: "has wrong check characters at its end.",
  TOO_SHORT_FOR_GCP: "is too short to start with a GS1 company prefix.",
  INVALID_GCP_PREFIX: "doesn't start with a GS1 company prefix.",
  REQUIRES_NON_DIGIT_CHARACTER: "needs at least one character that is not a digit.",
  DATE_TOO_SHORT: "is too short for a date.",
  DATE_TOO_LONG: "is too long for a date.",
  ILLEGAL_MONTH: "names a month that doesn't exist.",
  ILLEGAL_DAY: "names a day that doesn't exist in its month.",
  HOUR_TOO_SHORT: "needs two digits for the hour.",
  HOUR_TOO_LONG: "has more than two digits for the hour.",
  ILLEGAL_HOUR: "names an hour after 23.",
  MINUTE_TOO_SHORT: "needs two digits for the minute.",
  MINUTE_TOO_LONG: "has more than two digits for the minute.",
  ILLEGAL_MINUTE: "names a minute after 59.",
  SECOND_TOO_SHORT: "needs two digits for the second.",
  SECOND_TOO_LONG: "has more than two digits for the second.",
  ILLEGAL_SECOND: "names a second after 59.",
  HOUR_WITH_MINUTE_TOO_SHORT: "needs four digits for hour and minute.",
  HOUR_WITH_MINUTE_TOO_LONG: "has more than four digits for hour and minute.",
  NOT_ISO3166: "isn't a country number of ISO 3166.",
  NOT_ISO3166_OR_999: "is neither a country number of ISO 3166 nor 999.",
  NOT_ISO3166_ALPHA2: "isn't a two-letter country code of ISO 3166.",
  NOT_ISO4217: "isn't a currency number of ISO 4217.",
  INVALID_BIOLOGICAL_SEX_CODE: "must be 0, 1, 2 or 9.",
  IBAN_TOO_SHORT: "is too short for an IBAN.",
  IBAN_TOO_LONG: "is too long for an IBAN.",
  INVALID_IBAN_CHARACTER: "may only hold capitals and digits.",
  ILLEGAL_IBAN_COUNTRY_CODE: "doesn't start with a country code.",
  INCORRECT_IBAN_CHECKSUM: "has wrong check digits for an IBAN.",
  INVALID_IMPORT_IDX_CHARACTER: "has an importer index that isn't a letter, a digit, - or _.",
  LATITUDE_INVALID_LENGTH: "needs ten digits for the latitude.",
  INVALID_LATITUDE: "names a latitude beyond the pole.",
  LONGITUDE_INVALID_LENGTH: "needs ten digits for the longitude.",
  INVALID_LONGITUDE: "names a longitude beyond 360 degrees.",
  INVALID_MEDIA_TYPE: "isn't a known type of data carrier.",
  NOT_HYPHEN: "may only end with a hyphen.",
  ILLEGAL_ZERO_VALUE: "may not be zero.",
  ILLEGAL_ZERO_PREFIX: "may not start with zero.",
  NOT_ZERO: "must have a zero here.",
  INVALID_PACKAGE_TYPE: "isn't a known type of package.",
  INVALID_PERCENT_SEQUENCE: "has a % that isn't followed by two hexadecimal digits.",
  INVALID_LENGTH_FOR_PIECE_OF_TOTAL: "needs the piece and the total with equally many digits.",
  ZERO_PIECE_NUMBER: "counts its pieces from zero.",
  ZERO_TOTAL_PIECES: "says that there are no pieces.",
  PIECE_NUMBER_EXCEEDS_TOTAL: "has a piece number above the total.",
  POSITION_IN_SEQUENCE_MALFORMED: "must read like 1/3.",
  POSITION_EXCEEDS_END: "has a position after the end.",
  INVALID_WINDING_DIRECTION: "must be 0, 1 or 9.",
  NOT_ZERO_OR_ONE: "must be 0 or 1.",
} as const satisfies Record<string, string>;

/** North American coupons (AI 8110, 8112) have some sixty faults of one kind: named, but with one sentence. */
export type CouponFault = `COUPON_${string}`;

export type FaultCode = keyof typeof FAULTS | CouponFault;

/** A fault and the half-open range of the checked text it is about. */
export type Fault = { readonly code: FaultCode; readonly from: number; readonly to: number };

export const fault = (code: FaultCode, from: number, to: number): Fault => ({ code, from, to });

const isNamed = (code: FaultCode): code is keyof typeof FAULTS => Object.hasOwn(FAULTS, code);

export const faultPredicate = (code: FaultCode): string =>
  isNamed(code) ? FAULTS[code] : "isn't laid out as the coupon standard asks.";
