import type { Formats } from "next-intl";

/** Dates nobody can misread (31 Mar 2027) and times of a 24-hour clock. The time zone is always the caller's: a site's, or UTC. */
export const formats = {
  dateTime: {
    day: { day: "numeric", month: "short", year: "numeric" },
    month: { month: "long", year: "numeric" },
    time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    second: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    moment: {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    },
  },
  number: {
    count: { maximumFractionDigits: 0 },
    percent: { style: "percent", maximumFractionDigits: 1 },
  },
} satisfies Formats;
