import bwipjs from "bwip-js/node";
import { describe, expect, it } from "vitest";
import { modulesOf, pathOf, symbolFor } from "./symbol";

const GS = "\u001d";

function modules(raw: string) {
  const { bcid, text, parsefnc } = symbolFor(raw);
  const [symbol] = bwipjs.raw(bcid, text, { parsefnc });
  if (!symbol) throw new Error("no symbol");
  return modulesOf(symbol);
}

const drawn = (raw: string) => pathOf(modules(raw));

describe("drawing a scan as the symbol it came from", () => {
  it("a scanner's message gives the same DataMatrix as the printer's bracketed text, FNC1 and GS included", () => {
    const scanned = `]d2010952010110001621A(1${GS}1728033110TX24107`;
    const [printed] = bwipjs.raw("gs1datamatrix", "(01)09520101100016(21)A1(17)280331(10)TX24107", "");
    if (!printed) throw new Error("no symbol");
    expect(drawn(scanned.replace("A(1", "A1"))).toBe(pathOf(modulesOf(printed)));
  });

  it("knows the symbol by its identifier, and without one by what the text looks like", () => {
    const kinds: [string, string][] = [
      ["]d20109520101100016", "datamatrix"],
      ["]C100095201010000000019", "code128"],
      ["]Q1https://id.example.org/01/1", "qrcode"],
      ["]E09520101100047", "ean13"],
      ["9520101100047", "ean13"],
      ["https://id.example.org/01/09520101100016", "qrcode"],
      ["00095201010000000019", "code128"],
      ["(00)095201010000000019", "gs1-128"],
      ["(01)09520101100016(21)A", "gs1datamatrix"],
      [`010952010110001621A${GS}10B`, "datamatrix"],
      ["PUT ASIDE", "datamatrix"],
    ];
    for (const [raw, bcid] of kinds) {
      expect(symbolFor(raw).bcid, raw).toBe(bcid);
      expect(drawn(raw).length, raw).toBeGreaterThan(100);
    }
  });

  it("draws every dark module once", () => {
    const { width, height, dark } = modules("]d20109520101100016");
    const area = [...drawn("]d20109520101100016").matchAll(/h(\d+)v1h-\d+z/g)].reduce(
      (n, [, w]) => n + Number(w),
      0,
    );
    const expected = Array.from({ length: width * height }, (_, i) => dark(i % width, Math.floor(i / width)));
    expect(area).toBe(expected.filter(Boolean).length);
  });
});
