/** A calendar day without a zone, "YYYY-MM-DD"; compares as text. */
export type LocalDay = string;
/** "+01:00", as EPCIS wants eventTimeZoneOffset. */
export type Offset = string;

/** Formatters are slow to build and depend on nothing but the zone's name. */
const memo = (build: (zone: string) => Intl.DateTimeFormat): ((zone: string) => Intl.DateTimeFormat) => {
  const built = new Map<string, Intl.DateTimeFormat>();
  return (zone) => {
    const known = built.get(zone);
    if (known) return known;
    const made = build(zone);
    built.set(zone, made);
    return made;
  };
};

const FIXED = { calendar: "gregory", numberingSystem: "latn" } as const;
const DAY = { year: "numeric", month: "2-digit", day: "2-digit" } as const;

const dayFormat = memo((timeZone) => new Intl.DateTimeFormat("en-US", { ...FIXED, ...DAY, timeZone }));
const timeFormat = memo(
  (timeZone) =>
    new Intl.DateTimeFormat("en-US", {
      ...FIXED,
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZoneName: "longOffset",
    }),
);

const partsOf = (format: Intl.DateTimeFormat, instant: number): Map<string, string> =>
  new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));

/** Whether the runtime knows this IANA time zone; asked once when a site is saved. */
export function isTimeZone(zone: string): boolean {
  try {
    dayFormat(zone);
    return true;
  } catch {
    return false;
  }
}

/** A recall board asks for thousands of packs at one instant: the last answer of each zone is kept. */
const lastDay = new Map<string, { readonly instant: number; readonly day: LocalDay }>();

/** The calendar day at `instant` (epoch milliseconds) in an IANA zone. */
export function localDay(zone: string, instant: number): LocalDay {
  const last = lastDay.get(zone);
  if (last?.instant === instant) return last.day;
  const parts = partsOf(dayFormat(zone), instant);
  const day = `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
  lastDay.set(zone, { instant, day });
  return day;
}

/** Local wall-clock time "HH:MM" at `instant` (epoch milliseconds). */
export function localTime(zone: string, instant: number): string {
  const parts = partsOf(timeFormat(zone), instant);
  return `${parts.get("hour")}:${parts.get("minute")}`;
}

/** "2026-11": as exact as the public ever sees a moment. */
export const localMonth = (zone: string, instant: number): string => localDay(zone, instant).slice(0, 7);

/**
 * The zone's offset from UTC at `instant` (epoch milliseconds). Seconds of historical local mean times are cut:
 * EPCIS 2.0 allows hours and minutes only.
 */
export function offsetOf(zone: string, instant: number): Offset {
  const name = partsOf(timeFormat(zone), instant).get("timeZoneName") ?? "";
  const match = /^GMT([+-]\d{2}:\d{2})/.exec(name);
  return match?.[1] ?? "+00:00";
}
