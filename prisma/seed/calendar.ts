import { addDays, lastDayOfMonth } from "@/lib/core/time/days";
import { type LocalDay, localDay, offsetOf } from "@/lib/core/time/zone";

/** The demo world is Austrian: one time zone for all sites. */
export const TIME_ZONE = "Europe/Vienna";

/** Dates relative to the instant of loading. */
export type Calendar = {
  /** When the world is loaded (epoch milliseconds). */
  readonly now: number;
  readonly today: LocalDay;
  /** The instant at which clocks there showed "HH:MM", so many days before today. */
  daysAgo(days: number, time: string): number;
  /** That day (1 to 28) of the calendar month before this one. */
  lastMonth(day: number, time: string): number;
  /** Printed expiry (AI 17) at the end of the month that is so many months ahead; negative: ago. */
  endOfMonth(months: number, print: "day" | "month only"): string;
};

export function calendarOf(now: number): Calendar {
  const today = localDay(TIME_ZONE, now);
  return {
    now,
    today,
    daysAgo: (days, time) => instantOf(addDays(today, -days), time),
    lastMonth: (day, time) => instantOf(`${monthFrom(today, -1)}-${String(day).padStart(2, "0")}`, time),
    endOfMonth(months, print) {
      const last = lastDayOfMonth(monthFrom(today, months)).replaceAll("-", "").slice(2);
      return print === "day" ? last : `${last.slice(0, 4)}00`;
    },
  };
}

/** Working hours only: near midnight of a daylight-saving change the offset would be an hour off. */
function instantOf(day: LocalDay, time: string): number {
  const offset = offsetOf(TIME_ZONE, Date.parse(`${day}T${time}:00Z`));
  return Date.parse(`${day}T${time}:00${offset}`);
}

/** "YYYY-MM", so many months from a day. */
function monthFrom(day: LocalDay, months: number): string {
  const counted = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(counted / 12)}-${String((counted % 12) + 1).padStart(2, "0")}`;
}
