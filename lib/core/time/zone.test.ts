import { describe, expect, it } from "vitest";
import { isTimeZone, localDay, localMonth, localTime, offsetOf } from "./zone";

const at = (text: string): number => Date.parse(text);

describe("local days and offsets", () => {
  it("takes the day from the site's zone, not from UTC", () => {
    expect(localDay("Europe/Vienna", at("2026-11-20T22:59:59Z"))).toBe("2026-11-20");
    expect(localDay("Europe/Vienna", at("2026-11-20T23:00:00Z"))).toBe("2026-11-21");
    expect(localDay("Pacific/Auckland", at("2026-11-20T11:00:00Z"))).toBe("2026-11-21");
    expect(localDay("America/Los_Angeles", at("2026-11-20T07:59:59Z"))).toBe("2026-11-19");
  });

  it("follows daylight saving in the offset", () => {
    expect(offsetOf("Europe/Vienna", at("2026-10-25T00:59:59Z"))).toBe("+02:00");
    expect(offsetOf("Europe/Vienna", at("2026-10-25T01:00:00Z"))).toBe("+01:00");
    expect(offsetOf("UTC", at("2026-10-25T01:00:00Z"))).toBe("+00:00");
    expect(offsetOf("Asia/Kolkata", at("2026-10-25T01:00:00Z"))).toBe("+05:30");
    expect(offsetOf("America/St_Johns", at("2026-12-01T00:00:00Z"))).toBe("-03:30");
  });

  it("cuts seconds of historical local mean time, which EPCIS can't hold", () => {
    expect(offsetOf("Europe/Vienna", at("1880-01-01T00:00:00Z"))).toBe("+01:05");
  });

  it("gives the public no more than a month", () => {
    expect(localMonth("Europe/Vienna", at("2026-11-30T23:30:00Z"))).toBe("2026-12");
    expect(localTime("Europe/Vienna", at("2026-11-20T23:05:00Z"))).toBe("00:05");
  });

  it("knows a time zone from an invention", () => {
    expect(isTimeZone("Europe/Vienna")).toBe(true);
    expect(isTimeZone("Europe/Lindhof")).toBe(false);
  });
});
