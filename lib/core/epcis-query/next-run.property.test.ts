import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextRun } from "./next-run";
import { parseSchedule } from "./schedule";

const MINUTE = 60_000;
const TWO_DAYS = 2_880 * MINUTE;
const ZONES = [
  "Europe/Vienna",
  "America/New_York",
  // Changes by half an hour.
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Asia/Kolkata",
  // Left out a whole day in 2011.
  "Pacific/Apia",
];
/** Instants at which one of the zones changes its clock, or nearly. */
const CHANGES = [
  "2026-03-29T01:00:00Z",
  "2026-10-25T01:00:00Z",
  "2026-03-08T07:00:00Z",
  "2026-11-01T06:00:00Z",
  "2026-04-04T15:00:00Z",
  "2026-10-03T15:30:00Z",
  "2011-12-30T10:00:00Z",
];
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

type Asked = Readonly<Record<"minute" | "hour" | "dayOfMonth" | "dayOfWeek", readonly number[] | null>>;

const part = (min: number, max: number) =>
  fc.option(fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }));
const asked: fc.Arbitrary<Asked> = fc
  .record({ minute: part(0, 59), hour: part(0, 23), dayOfMonth: part(1, 31), dayOfWeek: part(1, 7) })
  .filter((parts) => Object.values(parts).some((list) => list !== null));
const after = fc
  .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -1500, max: 120 }))
  .map(([change, minutes]) => Date.parse(change) + minutes * MINUTE);

/** The first of the minutes of two days whose clock there shows what is asked, or null. */
function byLooking(
  { minute, hour, dayOfMonth, dayOfWeek }: Asked,
  start: number,
  timeZone: string,
): number | null {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  const hours = hour ?? (minute === null ? [0] : null);
  for (let time = start + MINUTE; time < start + TWO_DAYS; time += MINUTE) {
    const shown = new Map(clock.formatToParts(time).map(({ type, value }) => [type, value]));
    const allows = (list: readonly number[] | null, type: Intl.DateTimeFormatPartTypes): boolean =>
      list === null || list.includes(Number(shown.get(type)));
    const day = DAYS.indexOf(shown.get("weekday") ?? "") + 1;
    if (
      allows(minute ?? [0], "minute") &&
      allows(hours, "hour") &&
      allows(dayOfMonth, "day") &&
      (dayOfWeek === null || dayOfWeek.includes(day))
    )
      return time;
  }
  return null;
}

describe("the next run", () => {
  it("is the first minute at which the clock on the wall shows it, through every change", () => {
    fc.assert(
      fc.property(asked, fc.constantFrom(...ZONES), after, (parts, zone, start) => {
        const schedule = parseSchedule(
          Object.fromEntries(
            Object.entries(parts).flatMap(([name, list]) => (list ? [[name, list.join()]] : [])),
          ),
        );
        if (!schedule.ok) throw new Error(schedule.refusal.message);
        const found = nextRun(schedule.value, start, zone);
        const seen = byLooking(parts, start, zone);
        if (seen !== null) expect(found).toBe(seen);
        else expect(found === null || found >= start + TWO_DAYS).toBe(true);
      }),
      { numRuns: 120 },
    );
  });
});
