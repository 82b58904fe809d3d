import { ok, type Result, refuse } from "@/lib/core/refusal";
import { isDigits } from "./charset";
import { checkDigit } from "./check-digit";

/**
 * The Serial Shipping Container Code, 18 digits (GS1 General Specifications, section 2.2.1): extension digit,
 * company prefix (4 to 12 digits), serial reference padded to fill 17, check digit.
 */
export function makeSscc(
  extension: number,
  companyPrefix: string,
  serialReference: number | bigint,
): Result<string, "SSCC_PARTS_INVALID" | "SSCC_RANGE_EXHAUSTED"> {
  const reference = String(serialReference);
  if (
    !Number.isInteger(extension) ||
    extension < 0 ||
    extension > 9 ||
    !isDigits(companyPrefix) ||
    companyPrefix.length < 4 ||
    companyPrefix.length > 12 ||
    !isDigits(reference)
  ) {
    return refuse(
      "SSCC_PARTS_INVALID",
      "An SSCC needs one extension digit, a company prefix of 4 to 12 digits and a whole serial reference.",
      "Check the company prefix in the organisation's settings.",
    );
  }
  const room = 16 - companyPrefix.length;
  if (reference.length > room) {
    return refuse(
      "SSCC_RANGE_EXHAUSTED",
      `All ${room}-digit serial references of this prefix and extension digit are used up.`,
      "Choose another extension digit.",
    );
  }
  const digits = `${extension}${companyPrefix}${reference.padStart(room, "0")}`;
  return ok(digits + checkDigit(digits));
}

/**
 * The n-th SSCC of a company prefix, from 0: when the serial references of one extension digit are used up, the next
 * extension digit begins.
 */
export function numberedSscc(companyPrefix: string, n: bigint): ReturnType<typeof makeSscc> {
  const references = 10n ** BigInt(Math.max(0, 16 - companyPrefix.length));
  const extension = n / references;
  return extension > 9n
    ? makeSscc(9, companyPrefix, n)
    : makeSscc(Number(extension), companyPrefix, n % references);
}
