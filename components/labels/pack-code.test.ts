import { describe, expect, it } from "vitest";
import { readScan } from "@/lib/core/gs1/scan";
import { makeSscc } from "@/lib/core/gs1/sscc";
import { modulesOf, symbolFor } from "@/lib/scan/symbol";
import { caseCode, packCode, packLines } from "./pack-code";

const facts = {
  gtin: "09520101100016",
  serial: "7QH2MX9D4TKR",
  batch: "TX24112",
  expiryPrinted: "280300",
};

const made = makeSscc(0, "9520101", 418n);
if (!made.ok) throw new Error(made.refusal.message);
const SSCC = made.value;

describe("the code on a label", () => {
  it.each([
    ["as the line prints it", facts],
    ["with the longest serial and batch", { ...facts, serial: "S".repeat(20), batch: "B".repeat(20) }],
    ["with signs that tools treat specially", { ...facts, serial: "A(21)1%", batch: "10/17+(B)" }],
    ["with a serial that looks like elements", { ...facts, serial: "1728030010X" }],
  ])("reads back to exactly the pack it was printed for, %s", (_, label) => {
    const reading = readScan(packCode(label), { today: "2026-11-20" });
    if (reading.kind !== "pack") throw new Error(JSON.stringify(reading.issues));
    expect(reading.pack).toMatchObject({ gtin: label.gtin, serial: label.serial, batch: label.batch });
    expect(reading.pack.expiry?.yymmdd).toBe("280300");
    expect(reading.symbology).toBe("]d2");
  });

  it("says the same in words, with its identifiers", () => {
    expect(packLines(facts)).toEqual([
      "(01) 09520101100016",
      "(21) 7QH2MX9D4TKR",
      "(17) 280300",
      "(10) TX24112",
    ]);
  });

  it("of a case is its SSCC", () => {
    const reading = readScan(caseCode(SSCC), { today: "2026-11-20" });
    expect(reading.kind === "logistic-unit" && reading.sscc).toBe(SSCC);
  });

  it("fits its place on the label: 26 modules at most for usual data, so that one takes half a millimetre", async () => {
    const { default: bwip } = await import("bwip-js/node");
    const widthOf = (raw: string): number => {
      const { bcid, text, parsefnc } = symbolFor(raw);
      const [symbol] = bwip.raw(bcid, text, { parsefnc });
      return symbol ? modulesOf(symbol).width : 0;
    };
    expect(widthOf(packCode(facts))).toBeLessThanOrEqual(26);
    expect(
      widthOf(packCode({ ...facts, serial: "S".repeat(20), batch: "B".repeat(20) })),
    ).toBeLessThanOrEqual(36);
    // 88 mm with its quiet zones at half a millimetre: less than an A6 label is wide.
    expect((widthOf(caseCode(SSCC)) + 20) * 0.5).toBeLessThanOrEqual(95);
  });
});
