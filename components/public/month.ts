/** The first moment of "2026-11" in UTC; null for anything else, which a proof file of a stranger may hold. */
export function monthStart(month: string | null): Date | null {
  return month !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? new Date(`${month}-01T00:00:00Z`) : null;
}

/** Formats a month in UTC, where it was cut. "Nov 2026" */
export const SHORT_MONTH = { month: "short", year: "numeric", timeZone: "UTC" } as const;
/** "November 2026" */
export const LONG_MONTH = { month: "long", year: "numeric", timeZone: "UTC" } as const;
export const DAY = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
