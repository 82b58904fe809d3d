import { checkDigits } from "./charset";
import { type CouponFault, type Fault, fault } from "./fault";
import { lintYymmdd } from "./lint-dates";
import { lintGcppos1 } from "./lint-numbers";

/**
 * Linters for North American coupons (AI 8110: North American Coupon Application Guideline; AI 8112: positive offer
 * file). Both are rows of digits in which a length indicator says how long the next part is.
 */

/** Walks over text[from, to), which holds digits only, and keeps the first fault. */
class Cursor {
  at: number;
  found: Fault | null = null;

  constructor(
    readonly text: string,
    readonly from: number,
    readonly to: number,
  ) {
    this.at = from;
  }

  fail(code: CouponFault, from: number, to: number): void {
    this.found ??= fault(code, from, to);
  }

  /** One digit out of `allowed`; undefined and a fault when there is none or another. */
  digit(allowed: string, missing: CouponFault, invalid: CouponFault): number | undefined {
    if (this.found) return undefined;
    if (this.at === this.to) {
      this.fail(missing, this.from, this.to);
      return undefined;
    }
    const digit = this.text.charAt(this.at);
    if (!allowed.includes(digit)) this.fail(invalid, this.at, this.at + 1);
    this.at++;
    return Number(digit);
  }

  /** `length` digits; returns where they start. A cut is marked where it is, or as a whole when nothing is left. */
  take(length: number, truncated: CouponFault): number {
    const start = this.at;
    if (!this.found && this.to - start < length) {
      this.fail(truncated, start === this.to ? this.from : start, this.to);
    }
    this.at = start + length;
    return start;
  }

  /** Steps over the identifier of an optional field when it comes next. */
  opens(identifier: string): boolean {
    if (this.found || this.at >= this.to || this.text.charAt(this.at) !== identifier) return false;
    this.at++;
    return true;
  }

  companyPrefix(length: number, truncated: CouponFault): void {
    const start = this.take(length, truncated);
    this.found ??= lintGcppos1(this.text, start, start + length);
  }

  date(short: CouponFault, invalid: CouponFault): number {
    const start = this.take(6, short);
    if (!this.found && lintYymmdd(this.text, start, start + 6)) this.fail(invalid, start, start + 6);
    return start;
  }

  finish(): Fault | null {
    if (this.at < this.to) this.fail("COUPON_EXCESS_DATA", this.at, this.to);
    return this.found;
  }
}

const DIGITS = "0123456789";
const ONE_TO_FIVE = "12345";
const PREFIX_LENGTHS = "0123456";
const REQUIREMENT_CODES = "012349";

/** The 1st, 2nd or 3rd purchase: how much of which product family. */
function purchase(cursor: Cursor, ordinal: "1ST" | "2ND" | "3RD"): void {
  const length = cursor.digit(
    ONE_TO_FIVE,
    `COUPON_MISSING_${ordinal}_PURCHASE_REQUIREMENT_VLI`,
    `COUPON_INVALID_${ordinal}_PURCHASE_REQUIREMENT_LENGTH`,
  );
  cursor.take(length ?? 0, `COUPON_TRUNCATED_${ordinal}_PURCHASE_REQUIREMENT`);
  cursor.digit(
    REQUIREMENT_CODES,
    `COUPON_MISSING_${ordinal}_PURCHASE_REQUIREMENT_CODE`,
    `COUPON_INVALID_${ordinal}_PURCHASE_REQUIREMENT_CODE`,
  );
  cursor.take(3, `COUPON_TRUNCATED_${ordinal}_PURCHASE_FAMILY_CODE`);
}

/** Whose product the 2nd or 3rd purchase is; 9 means the same company's. */
function otherCompany(cursor: Cursor, ordinal: "2ND" | "3RD"): void {
  const indicator = cursor.digit(
    `${PREFIX_LENGTHS}9`,
    `COUPON_MISSING_${ordinal}_PURCHASE_GCP_VLI`,
    `COUPON_INVALID_${ordinal}_PURCHASE_GCP_LENGTH`,
  );
  if (indicator === undefined || indicator === 9) return;
  cursor.companyPrefix(indicator + 6, `COUPON_TRUNCATED_${ordinal}_PURCHASE_GCP`);
}

function serialNumber(cursor: Cursor): void {
  const length = cursor.digit(
    DIGITS,
    "COUPON_MISSING_SERIAL_NUMBER_VLI",
    "COUPON_INVALID_SERIAL_NUMBER_LENGTH",
  );
  cursor.take((length ?? 0) + 6, "COUPON_TRUNCATED_SERIAL_NUMBER");
}

function validity(cursor: Cursor): void {
  const expiry = cursor.opens("3")
    ? cursor.date("COUPON_TOO_SHORT_FOR_EXPIRATION_DATE", "COUPON_INVALID_EXIPIRATION_DATE")
    : null;
  const start = cursor.opens("4")
    ? cursor.date("COUPON_TOO_SHORT_FOR_START_DATE", "COUPON_INVALID_START_DATE")
    : null;
  if (cursor.found || expiry === null || start === null) return;
  if (isBefore(cursor.text.slice(expiry, expiry + 6), cursor.text.slice(start, start + 6))) {
    cursor.fail("COUPON_EXPIRATION_BEFORE_START", expiry, start + 6);
  }
}

/** Two-digit years lie at most half a century apart, so 000131 comes after 991231. */
function isBefore(date: string, other: string): boolean {
  const years = (Number(date.slice(0, 2)) - Number(other.slice(0, 2)) + 100) % 100;
  return years >= 50 || (years === 0 && date < other);
}

function savings(cursor: Cursor): void {
  cursor.digit("01256", "COUPON_MISSING_SAVE_VALUE_CODE", "COUPON_INVALID_SAVE_VALUE_CODE");
  cursor.digit(
    "012",
    "COUPON_MISSING_SAVE_VALUE_APPLIES_TO_ITEM",
    "COUPON_INVALID_SAVE_VALUE_APPLIES_TO_ITEM",
  );
  cursor.digit(DIGITS, "COUPON_MISSING_STORE_COUPON_FLAG", "COUPON_INVALID_STORE_COUPON_FLAG");
  cursor.digit("01", "COUPON_MISSING_DONT_MULTIPLY_FLAG", "COUPON_INVALID_DONT_MULTIPLY_FLAG");
}

function retailer(cursor: Cursor): void {
  const length = cursor.digit(
    "1234567",
    "COUPON_MISSING_RETAILER_GCP_OR_GLN_VLI",
    "COUPON_INVALID_RETAILER_GCP_OR_GLN_LENGTH",
  );
  cursor.companyPrefix((length ?? 0) + 6, "COUPON_TRUNCATED_RETAILER_GCP_OR_GLN");
}

export function lintCouponcode(text: string, from: number, to: number): Fault | null {
  const wrong = checkDigits(text, from, to);
  if (wrong) return wrong;
  const cursor = new Cursor(text, from, to);
  const prefix = cursor.digit(PREFIX_LENGTHS, "COUPON_MISSING_GCP_VLI", "COUPON_INVALID_GCP_LENGTH");
  cursor.companyPrefix((prefix ?? 0) + 6, "COUPON_TRUNCATED_GCP");
  cursor.take(6, "COUPON_TRUNCATED_OFFER_CODE");
  const value = cursor.digit(
    ONE_TO_FIVE,
    "COUPON_MISSING_SAVE_VALUE_VLI",
    "COUPON_INVALID_SAVE_VALUE_LENGTH",
  );
  cursor.take(value ?? 0, "COUPON_TRUNCATED_SAVE_VALUE");
  purchase(cursor, "1ST");
  if (cursor.opens("1")) {
    cursor.digit(
      "0123",
      "COUPON_MISSING_ADDITIONAL_PURCHASE_RULES_CODE",
      "COUPON_INVALID_ADDITIONAL_PURCHASE_RULES_CODE",
    );
    purchase(cursor, "2ND");
    otherCompany(cursor, "2ND");
  }
  if (cursor.opens("2")) {
    purchase(cursor, "3RD");
    otherCompany(cursor, "3RD");
  }
  validity(cursor);
  if (cursor.opens("5")) serialNumber(cursor);
  if (cursor.opens("6")) retailer(cursor);
  if (cursor.opens("9")) savings(cursor);
  return cursor.finish();
}

export function lintCouponposoffer(text: string, from: number, to: number): Fault | null {
  const wrong = checkDigits(text, from, to);
  if (wrong) return wrong;
  const cursor = new Cursor(text, from, to);
  cursor.digit("01", "COUPON_MISSING_FORMAT_CODE", "COUPON_INVALID_FORMAT_CODE");
  const funder = cursor.digit(PREFIX_LENGTHS, "COUPON_MISSING_FUNDER_VLI", "COUPON_INVALID_FUNDER_LENGTH");
  cursor.companyPrefix((funder ?? 0) + 6, "COUPON_TRUNCATED_FUNDER");
  cursor.take(6, "COUPON_TRUNCATED_OFFER_CODE");
  serialNumber(cursor);
  return cursor.finish();
}
