import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readScan } from "@/lib/core/gs1/scan";
import { expiryDigits, typedPack, typedSscc } from "./typed";

const today = "2026-11-20";
const good = { gtin: "09520101100016", serial: "4KP7ZQ3M9T2H", batch: "TX24107", expiry: "03/2028" };

describe("typing what stands beside the code", () => {
  it("gives the element string of the pack, whole or without batch and expiry", () => {
    expect(typedPack(good, today)).toEqual({
      ok: true,
      raw: "(01)09520101100016(21)4KP7ZQ3M9T2H(17)280300(10)TX24107",
    });
    expect(typedPack({ ...good, batch: "", expiry: " " }, today)).toEqual({
      ok: true,
      raw: "(01)09520101100016(21)4KP7ZQ3M9T2H",
    });
  });

  it("drops the gaps that people put in and pads shorter product codes, and keeps the case", () => {
    expect(typedPack({ ...good, gtin: "9520 1011 00016", serial: "4kp7 ZQ3M" }, today)).toMatchObject({
      raw: "(01)09520101100016(21)4kp7ZQ3M(17)280300(10)TX24107",
    });
  });

  it("says for each field what is wrong, all at once", () => {
    expect(typedPack({ gtin: "", serial: "", batch: "#1", expiry: "soon" }, today)).toEqual({
      ok: false,
      faults: { gtin: "missing", serial: "missing", batch: "character", expiry: "expiryUnclear" },
    });
    expect(typedPack({ ...good, gtin: "09520101100017", serial: "A".repeat(21) }, today)).toEqual({
      ok: false,
      faults: { gtin: "checkDigit", serial: "tooLong" },
    });
    expect(typedPack({ ...good, gtin: "12345", expiry: "30 Feb 2028" }, today)).toEqual({
      ok: false,
      faults: { gtin: "gtinLength", expiry: "expiryNoSuchDay" },
    });
    expect(typedPack({ ...good, gtin: "0952010110001O" }, today)).toEqual({
      ok: false,
      faults: { gtin: "notDigits" },
    });
  });

  it("whatever passes is read back by the core as exactly what was typed", () => {
    const set82 = [..."!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];
    const value = fc
      .array(fc.constantFrom(...set82), { minLength: 1, maxLength: 20 })
      .map((characters) => characters.join(""));
    fc.assert(
      fc.property(value, value, (serial, batch) => {
        const typed = typedPack({ ...good, serial, batch }, today);
        expect(typed.ok).toBe(true);
        const reading = readScan(typed.ok ? typed.raw : "", { today });
        expect(reading.kind === "pack" && reading.pack).toMatchObject({
          gtin: "09520101100016",
          serial,
          batch,
        });
      }),
    );
  });
});

describe("expiry dates as printed", () => {
  it.each([
    ["280331", "280331"],
    ["280300", "280300"],
    ["032028", "280300"],
    ["20280331", "280331"],
    ["03/2028", "280300"],
    ["03.28", "280300"],
    ["3-2028", "280300"],
    ["2028-03", "280300"],
    ["2028-03-31", "280331"],
    ["31.03.2028", "280331"],
    ["5.4.2028", "280405"],
    ["31/03/2028", "280331"],
    ["03/31/2028", "280331"],
    ["31 Mar 2028", "280331"],
    ["MAR 2028", "280300"],
    ["mar28", "280300"],
    ["31MAR2028", "280331"],
    ["March 2028", "280300"],
  ])("%s is %s", (printed, digits) => expect(expiryDigits(printed)).toBe(digits));

  it.each(["03/04/2028", "soon", "13/2028", "2028", "31", "Mrz 2028", "1/2/3/4"])(
    "%s is asked back, not guessed",
    (printed) => expect(expiryDigits(printed)).toBeNull(),
  );
});

describe("typing an SSCC", () => {
  it("takes 18 digits, with gaps, with (00) or 00 before them", () => {
    for (const typed of [
      "095201010000000019",
      "0 9520101 000000001 9",
      "(00)095201010000000019",
      "00095201010000000019",
    ])
      expect(typedSscc(typed)).toEqual({ ok: true, raw: "(00)095201010000000019" });
  });

  it("says what is wrong", () => {
    expect(typedSscc(" ")).toEqual({ ok: false, fault: "missing" });
    expect(typedSscc("0952010100000000")).toEqual({ ok: false, fault: "ssccLength" });
    expect(typedSscc("095201010000000018")).toEqual({ ok: false, fault: "checkDigit" });
    expect(typedSscc("09520101000000001X")).toEqual({ ok: false, fault: "notDigits" });
  });
});
