/**
 * Dates of AIs 11–17: YYMMDD where day 00 means the last day of the month, and the century follows from a sliding
 * window around the year of reading (GS1 General Specifications, sections 3.4.7 and 7.12).
 */

export type Expiry = {
  /** As printed, six digits. */
  readonly yymmdd: string;
  /** YYYY-MM-DD: the pack may be used until the end of this day, in the asking site's time zone. */
  readonly lastValidDay: string;
  /** False when the print gives year and month only (day 00). */
  readonly dayGiven: boolean;
};

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? isLeap(year)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;

/** Full year of a two-digit year, seen from `currentYear`: from 49 years back to 50 years ahead. */
export function resolveYear(yy: number, currentYear: number): number {
  const century = currentYear - (currentYear % 100);
  const ahead = yy - (currentYear % 100);
  if (ahead >= 51) return century - 100 + yy;
  if (ahead <= -50) return century + 100 + yy;
  return century + yy;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/**
 * The date of six digits, or null when there is no such date.
 * @param today YYYY-MM-DD, for the century.
 */
export function readExpiry(yymmdd: string, today: string): Expiry | null {
  if (yymmdd.length !== 6) return null;
  for (let i = 0; i < 6; i++) {
    const code = yymmdd.charCodeAt(i);
    if (code < 48 || code > 57) return null;
  }
  const digit = (i: number): number => yymmdd.charCodeAt(i) - 48;
  const year = resolveYear(digit(0) * 10 + digit(1), Number(today.slice(0, 4)));
  const month = digit(2) * 10 + digit(3);
  const day = digit(4) * 10 + digit(5);
  if (month < 1 || month > 12) return null;
  const last = daysInMonth(year, month);
  if (day > last) return null;
  return {
    yymmdd,
    lastValidDay: `${year}-${two(month)}-${two(day === 0 ? last : day)}`,
    dayGiven: day !== 0,
  };
}

/** YYYY-MM-DD of the last day an expiry date allows, or null when there is no such date. */
export const lastValidDay = (yymmdd: string, today: string): string | null =>
  readExpiry(yymmdd, today)?.lastValidDay ?? null;
