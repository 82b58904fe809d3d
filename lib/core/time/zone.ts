/** A calendar day without a zone, "YYYY-MM-DD"; compares as text. */
export type LocalDay = string;
/** "+01:00", as EPCIS wants eventTimeZoneOffset. */
export type Offset = string;

/** Formatters are slow to build and depend on nothing but the zone's name. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  formatters.set(zone, made);
  return made;
}

function partsOf(zone: string, instant: number): Map<string, string> {
  return new Map(
    formatterOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
}

/** Whether the runtime knows this IANA time zone; asked once when a site is saved. */
export function isTimeZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The calendar day at `instant` (epoch milliseconds) in an IANA zone. */
export function localDay(zone: string, instant: number): LocalDay {
  const parts = partsOf(zone, instant);
  return `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
}

/** Local wall-clock time "HH:MM" at `instant` (epoch milliseconds). */
export function localTime(zone: string, instant: number): string {
  const parts = partsOf(zone, instant);
  return `${parts.get("hour")}:${parts.get("minute")}`;
}

/** "2026-11": as exact as the public ever sees a moment. */
export const localMonth = (zone: string, instant: number): string => localDay(zone, instant).slice(0, 7);

/**
 * The zone's offset from UTC at `instant` (epoch milliseconds). Seconds of historical local mean times are cut:
 * EPCIS 2.0 allows hours and minutes only.
 */
export function offsetOf(zone: string, instant: number): Offset {
  const name = partsOf(zone, instant).get("timeZoneName") ?? "";
  const match = /^GMT([+-]\d{2}:\d{2})/.exec(name);
  return match?.[1] ?? "+00:00";
}
