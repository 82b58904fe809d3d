import { describe, expect, it } from "vitest";
import { calendarOf } from "./calendar";

const at = (text: string) => calendarOf(Date.parse(text));
const iso = (instant: number) => new Date(instant).toISOString();

describe("dates relative to loading", () => {
  it("keeps wall-clock time across a daylight-saving change", () => {
    const calendar = at("2026-10-26T09:00:00Z");
    expect(iso(calendar.daysAgo(0, "08:00"))).toBe("2026-10-26T07:00:00.000Z");
    expect(iso(calendar.daysAgo(2, "08:00"))).toBe("2026-10-24T06:00:00.000Z");
  });

  it("counts days of the Viennese calendar, not of UTC", () => {
    expect(at("2026-11-20T22:59:59Z").today).toBe("2026-11-20");
    expect(at("2026-11-20T23:00:00Z").today).toBe("2026-11-21");
  });

  it("finds last month in January too", () => {
    expect(iso(at("2027-01-03T12:00:00Z").lastMonth(17, "10:30"))).toBe("2026-12-17T09:30:00.000Z");
  });

  it("prints expiries at the end of a month, with or without a day", () => {
    const calendar = at("2027-11-30T12:00:00Z");
    expect(calendar.endOfMonth(3, "day")).toBe("280229");
    expect(calendar.endOfMonth(-1, "month only")).toBe("271000");
    expect(calendar.endOfMonth(2, "month only")).toBe("280100");
  });
});
