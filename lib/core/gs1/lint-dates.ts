import { checkDigits } from "./charset";
import { daysInMonth } from "./expiry";
import { type Fault, type FaultCode, fault } from "./fault";

/** Linters for dates and times (GS1 Barcode Syntax Dictionary). They check text[from, to). */

const pair = (text: string, at: number): number =>
  (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/** Years of two digits count as 20YY here: among them only 00 could differ in leap years, and 2000 was one. */
const dateLinter =
  (yearDigits: 2 | 4, dayZero: boolean) =>
  (text: string, from: number, to: number): Fault | null => {
    const length = yearDigits + 4;
    if (to - from < length) return fault("DATE_TOO_SHORT", from, to);
    if (to - from > length) return fault("DATE_TOO_LONG", from, to);
    const wrong = checkDigits(text, from, to);
    if (wrong) return wrong;
    const year = yearDigits === 2 ? 2000 + pair(text, from) : pair(text, from) * 100 + pair(text, from + 2);
    const month = pair(text, to - 4);
    if (month < 1 || month > 12) return fault("ILLEGAL_MONTH", to - 4, to - 2);
    const day = pair(text, to - 2);
    if (day > daysInMonth(year, month) || (day === 0 && !dayZero)) return fault("ILLEGAL_DAY", to - 2, to);
    return null;
  };

export const lintYymmd0 = dateLinter(2, true);
export const lintYymmdd = dateLinter(2, false);
export const lintYyyymmd0 = dateLinter(4, true);
export const lintYyyymmdd = dateLinter(4, false);

const pairLinter =
  (limit: number, short: FaultCode, long: FaultCode, illegal: FaultCode) =>
  (text: string, from: number, to: number): Fault | null => {
    if (to - from < 2) return fault(short, from, to);
    if (to - from > 2) return fault(long, from, to);
    return checkDigits(text, from, to) ?? (pair(text, from) > limit ? fault(illegal, from, to) : null);
  };

export const lintHh = pairLinter(23, "HOUR_TOO_SHORT", "HOUR_TOO_LONG", "ILLEGAL_HOUR");
export const lintMi = pairLinter(59, "MINUTE_TOO_SHORT", "MINUTE_TOO_LONG", "ILLEGAL_MINUTE");
export const lintSs = pairLinter(59, "SECOND_TOO_SHORT", "SECOND_TOO_LONG", "ILLEGAL_SECOND");

export function lintHhmi(text: string, from: number, to: number): Fault | null {
  if (to - from < 4) return fault("HOUR_WITH_MINUTE_TOO_SHORT", from, to);
  if (to - from > 4) return fault("HOUR_WITH_MINUTE_TOO_LONG", from, to);
  return checkDigits(text, from, to) ?? lintHh(text, from, from + 2) ?? lintMi(text, from + 2, to);
}
