import type { useFormatter } from "next-intl";

type Format = Pick<ReturnType<typeof useFormatter>, "dateTime">;
const UTC = { timeZone: "UTC" } as const;

/** "31 Mar 2028". */
export const dayWords = (lastValidDay: string, format: Format): string =>
  format.dateTime(new Date(`${lastValidDay}T12:00:00Z`), "day", UTC);

/** "March 2028". */
export const monthWords = (lastValidDay: string, format: Format): string =>
  format.dateTime(new Date(`${lastValidDay}T12:00:00Z`), "month", UTC);

/** The print names no day: the pack is good until the end of the month. */
export const isMonthOnly = (expiryPrinted: string): boolean => expiryPrinted.endsWith("00");
