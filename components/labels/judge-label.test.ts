import { describe, expect, it } from "vitest";
import { readScan } from "@/lib/core/gs1/scan";
import { judgeLabel } from "./judge-label";
import { LABEL_FORMATS, pagesOf, perPage } from "./label-formats";
import { packCode } from "./pack-code";

const facts = { gtin: "09520101100016", batch: "TX24112", expiryPrinted: "280300" };
const serials = new Set(["A1", "B2"]);
const judge = (raw: string) => judgeLabel(readScan(raw, { today: "2026-11-20" }), facts, serials).kind;
const code = (change: Partial<Parameters<typeof packCode>[0]> = {}) =>
  packCode({ ...facts, serial: "A1", ...change });

describe("a label scanned back", () => {
  it("is good when all four parts are those of one of the printed labels", () => {
    expect(judge(code())).toBe("good");
    expect(judge(code({ serial: "B2" }))).toBe("good");
  });

  it.each([
    ["otherLabel", code({ serial: "C3" })],
    ["otherProduct", code({ gtin: "09520101100023" })],
    ["otherBatch", code({ batch: "TX24107" })],
    ["otherExpiry", code({ expiryPrinted: "280331" })],
    ["notAPack", "]E09520101100047"],
    ["unreadable", "hello"],
  ])("is %s otherwise", (kind, raw) => {
    expect(judge(raw)).toBe(kind);
  });

  it("is not good with a part missing: the scanner must read the whole label", () => {
    expect(judge("]d20109520101100016" + "21A1")).toBe("otherBatch");
  });
});

describe("labels on sheets", () => {
  it.each(LABEL_FORMATS.filter(({ page }) => page === "label-a4"))("$key fills A4 to its edges", (format) => {
    expect(format.width * format.columns).toBeCloseTo(210);
    expect(format.height * format.rows).toBeGreaterThan(295.9);
    expect(format.height * format.rows).toBeLessThanOrEqual(297);
  });

  it("begin at the first free place of a sheet that was used before, and lose none", () => {
    const [sheet] = LABEL_FORMATS.filter(({ key }) => key === "a4-24");
    if (!sheet) throw new Error("a4-24");
    const labels = Array.from({ length: 30 }, (_, i) => i);
    const pages = pagesOf(labels, sheet, 5);
    expect(pages.map(({ length }) => length)).toEqual([24, 10]);
    expect(pages[0]?.slice(0, 5)).toEqual([null, null, null, null, 0]);
    expect(pages.flat().filter((cell) => cell !== null)).toEqual(labels);
    expect(pagesOf([], sheet, 1)).toEqual([]);
    expect(perPage(sheet)).toBe(24);
  });
});
