import { offsetOf } from "@/lib/core/time/zone";
import type { Schedule, SchedulePart } from "./schedule";

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** No two zones, nor a zone before and after a change, are further apart (UTC−12 to UTC+14). */
const FARTHEST = 27;
const YEARS = 50;

/**
 * The first instant after `after` (epoch milliseconds both) whose local time in the IANA zone meets the schedule; null
 * when none does within fifty years, as on 30 February. The standard asks for a *matching* time of day (EPCIS 2.0
 * §8.2.5.3), so a time the clock leaves out in spring does not match that day and one it shows twice in autumn matches
 * twice; a run reports all since the one before, so nothing is lost or told twice.
 *
 * Parts finer than the finest given are at their beginning: hour 1 and minute 5 is 01:05:00 once a day.
 * The zone is one `isTimeZone` knows.
 */
export function nextRun(schedule: Schedule, after: number, timeZone: string): number | null {
  const exact = withBeginnings(schedule);
  const horizon = after + YEARS * 366 * DAY;
  let time = (Math.floor(after / SECOND) + 1) * SECOND;
  for (let walked = 0; time < horizon; ) {
    const { offset, end } = pieceAt(timeZone, time);
    const local = nextLocal(exact, time + offset);
    if (local === null) return null;
    if (local < end + offset) return local - offset;
    // A clock set back shows hours again that were walked already without a match, so after that it may jump.
    const jump = local - offset - FARTHEST * HOUR;
    const canJump = ++walked > FARTHEST && jump > end;
    time = canJump ? jump : end;
    if (canJump) walked = 0;
  }
  return null;
}

/** From fine to coarse; the day of the week stands beside the day of the month. */
const FINE_TO_COARSE: readonly (readonly [SchedulePart, number])[] = [
  ["second", 0],
  ["minute", 0],
  ["hour", 0],
  ["dayOfMonth", 1],
];

function withBeginnings(schedule: Schedule): Schedule {
  const exact: Partial<Record<SchedulePart, readonly number[]>> = { ...schedule };
  for (const [part, beginning] of FINE_TO_COARSE) {
    if (schedule[part] !== undefined || (part === "dayOfMonth" && schedule.dayOfWeek)) break;
    exact[part] = [beginning];
  }
  return exact;
}

/** The zone's offset at an instant, and until when it holds: at most an hour, in which a zone changes once at most. */
function pieceAt(zone: string, start: number): { readonly offset: number; readonly end: number } {
  const offset = offsetAt(zone, start);
  let end = start + HOUR;
  if (offsetAt(zone, end) === offset) return { offset, end };
  let last = start;
  while (end - last > SECOND) {
    const middle = last + Math.floor((end - last) / 2 / SECOND) * SECOND;
    if (offsetAt(zone, middle) === offset) last = middle;
    else end = middle;
  }
  return { offset, end };
}

function offsetAt(zone: string, instant: number): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offsetOf(zone, instant)) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 * SECOND;
  return sign === "-" ? -size : size;
}

/** The first local time from `local` on that meets the schedule. Local times are milliseconds as if of UTC. */
function nextLocal(schedule: Schedule, local: number): number | null {
  const lastDay = local + YEARS * 366 * DAY;
  let timeOfDay = ((local % DAY) + DAY) % DAY;
  for (let day = local - timeOfDay; day <= lastDay; day += DAY) {
    const time = isDay(schedule, new Date(day)) ? nextTimeOfDay(schedule, timeOfDay / SECOND) : null;
    if (time !== null) return day + time * SECOND;
    timeOfDay = 0;
  }
  return null;
}

const allows = (values: readonly number[] | undefined, value: number): boolean =>
  values === undefined || values.includes(value);

const isDay = ({ month, dayOfMonth, dayOfWeek }: Schedule, day: Date): boolean =>
  allows(month, day.getUTCMonth() + 1) &&
  allows(dayOfMonth, day.getUTCDate()) &&
  allows(dayOfWeek, day.getUTCDay() || 7);

/** The first second of the day from `from` on that the schedule allows. */
function nextTimeOfDay({ hour, minute, second }: Schedule, from: number): number | null {
  for (let h = Math.floor(from / 3_600); h < 24; h++) {
    if (!allows(hour, h)) continue;
    for (let m = h * 60 < Math.floor(from / 60) ? Math.floor(from / 60) - h * 60 : 0; m < 60; m++) {
      if (!allows(minute, m)) continue;
      const start = (h * 60 + m) * 60;
      for (let s = Math.max(0, from - start); s < 60; s++) if (allows(second, s)) return start + s;
    }
  }
  return null;
}
