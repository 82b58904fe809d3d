import { describe, expect, it } from "vitest";
import { addDays, daysBetween, isExpired, isExpiredAt, lastDayOfMonth } from "./days";

describe("expiry", () => {
  it("keeps a pack good through the last second of its last valid day, where it is", () => {
    const lastSecond = Date.parse("2026-10-31T22:59:59.999Z");
    expect(isExpiredAt("2026-10-31", "Europe/Vienna", lastSecond)).toBe(false);
    expect(isExpiredAt("2026-10-31", "Europe/Vienna", lastSecond + 1)).toBe(true);
  });

  it("expires earlier in the east than in the west", () => {
    const noonUtc = Date.parse("2026-10-31T12:00:00Z");
    expect(isExpiredAt("2026-10-31", "Pacific/Auckland", noonUtc)).toBe(true);
    expect(isExpiredAt("2026-10-31", "America/New_York", noonUtc)).toBe(false);
  });

  it("compares days as text across years", () => {
    expect(isExpired("2026-12-31", "2027-01-01")).toBe(true);
    expect(isExpired("2027-01-01", "2026-12-31")).toBe(false);
  });
});

describe("calendar days", () => {
  it("resolves day 00 to the last of the month, leap years included", () => {
    expect(lastDayOfMonth("2028-02")).toBe("2028-02-29");
    expect(lastDayOfMonth("2027-02")).toBe("2027-02-28");
    expect(lastDayOfMonth("2000-02-01")).toBe("2000-02-29");
    expect(lastDayOfMonth("2026-12")).toBe("2026-12-31");
  });

  it("counts days, not hours, across a daylight-saving change", () => {
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  });
});
