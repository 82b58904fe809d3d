import { hasValidCheckDigit } from "./check-digit";

/**
 * A GTIN of 8, 12, 13 or 14 digits as 14 digits, or null when its length or check digit is wrong
 * (GS1 General Specifications, section 3.3.2: shorter ones are padded with zeros on the left).
 */
export const toGtin14 = (digits: string): string | null =>
  (digits.length === 8 || (digits.length >= 12 && digits.length <= 14)) && hasValidCheckDigit(digits)
    ? digits.padStart(14, "0")
    : null;

/**
 * Whether a 14-digit GTIN was allocated under a GS1 company prefix (4 to 12 digits). The prefix follows the
 * indicator digit; a U.P.C. company prefix counts with its leading zero. A GTIN-8 belongs to no company prefix.
 */
export const gtinHasPrefix = (gtin14: string, companyPrefix: string): boolean =>
  companyPrefix.length >= 4 && companyPrefix.length <= 12 && gtin14.startsWith(companyPrefix, 1);
