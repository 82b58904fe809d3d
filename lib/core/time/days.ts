import { type LocalDay, localDay } from "./zone";

const DAY = 86_400_000;

/** An instant (epoch milliseconds) that is within this day nearly everywhere: for showing a day where no zone is known. */
export const atNoonUtc = (day: LocalDay): number => Date.parse(`${day}T12:00:00Z`);

/** Whole calendar days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: LocalDay, to: LocalDay): number =>
  Math.round((atNoonUtc(to) - atNoonUtc(from)) / DAY);

/** The day `count` calendar days later (earlier when negative). */
export const addDays = (day: LocalDay, count: number): LocalDay =>
  new Date(atNoonUtc(day) + count * DAY).toISOString().slice(0, 10);

/** The last day of the month of a "YYYY-MM" or "YYYY-MM-DD" (AI 17 with day 00 means this day). */
export function lastDayOfMonth(month: string): LocalDay {
  const year = Number(month.slice(0, 4));
  const following = new Date(0);
  following.setUTCFullYear(year, Number(month.slice(5, 7)), 0);
  return following.toISOString().slice(0, 10);
}

/**
 * A pack is good through the end of its last valid day, where it is: the same pack expires in Auckland half a day
 * before it does in Vienna. `today` is the asking site's calendar day.
 */
export const isExpired = (lastValidDay: LocalDay, today: LocalDay): boolean => today > lastValidDay;

/** As isExpired, from an instant (epoch milliseconds) and the site's IANA zone. */
export const isExpiredAt = (lastValidDay: LocalDay, zone: string, instant: number): boolean =>
  isExpired(lastValidDay, localDay(zone, instant));
