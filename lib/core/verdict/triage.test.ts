import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareReading, expiryFault, serialCandidates, textFault } from "./triage";

const registered = { batch: "TX24107", expiry: "2027-10-31" };

describe("triage of a reading that differs", () => {
  it.each([
    ["k7M2p9qX4R", "K7m2P9Qx4r", "CASE_FLIPPED"],
    ["AYZ12", "AZY12", "LAYOUT_SWAPPED"],
    ["QAB12", "AQB12", "LAYOUT_SWAPPED"],
    ["ayz12", "AZY12", "LAYOUT_SWAPPED"],
    ["TX2410717271031", "TX24107", "SEPARATOR_LOST"],
    ["TX2410721K7M2P9", "TX24107", "SEPARATOR_LOST"],
    ["TX24107TX24107", "TX24107", "DOUBLED"],
    ["TX241", "TX24107", "TRUNCATED"],
    ["24107", "TX24107", "TRUNCATED"],
  ])("%s for %s is %s", (read, known, fault) => {
    expect(textFault(read, known)).toBe(fault);
  });

  it.each([
    ["TX24108", "TX24107"],
    ["TX", "TX24107"],
    ["", "TX24107"],
    ["SV3305", "TX24107"],
  ])("%s for %s is no scanner fault", (read, known) => {
    expect(textFault(read, known)).toBeNull();
  });

  it("explains an expiry that differs in the day only", () => {
    expect(expiryFault("2027-10-01", "2027-10-31")).toBe("DAY_DIFFERS");
    expect(expiryFault("2027-11-30", "2027-10-31")).toBeNull();
    expect(expiryFault("2027-10-31", "2027-10-31")).toBeNull();
  });

  it("lets no fault explain more than it does: each field that differs needs its own", () => {
    expect(compareReading({ batch: "tx24107", expiry: "2027-10-01" }, registered).fault).toBe("CASE_FLIPPED");
    expect(compareReading({ batch: "SV3305", expiry: "2027-10-01" }, registered)).toEqual({
      batch: "mismatch",
      expiry: "mismatch",
      fault: null,
    });
  });

  it("tells a field that wasn't given from one that differs", () => {
    expect(compareReading({ batch: null, expiry: null }, registered)).toEqual({
      batch: "not-given",
      expiry: "not-given",
      fault: null,
    });
    expect(compareReading(registered, registered)).toEqual({ batch: "match", expiry: "match", fault: null });
  });

  it("finds every serial again that a case flip or a layout changed, within a handful of look-ups", () => {
    const serial = fc.stringMatching(/^[A-HJ-NP-Z2-9]{8,20}$/);
    fc.assert(
      fc.property(serial, (text) => {
        const texts = (read: string) => serialCandidates(read).map((candidate) => candidate.text);
        const flipped = text.toLowerCase();
        const swapped = text.replace(/[YZ]/g, (letter) => (letter === "Y" ? "Z" : "Y"));
        expect(texts(flipped).includes(text) || flipped === text).toBe(true);
        expect(texts(swapped).includes(text) || swapped === text).toBe(true);
        expect(texts(text)).not.toContain(text);
        expect(texts(text).length).toBeLessThanOrEqual(24);
      }),
    );
  });
});
