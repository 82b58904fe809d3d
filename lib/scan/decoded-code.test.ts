import { describe, expect, it } from "vitest";
import { isLinear, meantCodes, withAimIdentifier } from "./decoded-code";

describe("codes as found", () => {
  it("knows stripes from squares by the symbology identifier", () => {
    for (const raw of ["]C1", "]E0", "]e0", "]A0", "]I1"]) expect(isLinear(raw), raw).toBe(true);
    for (const raw of ["]d2", "]d1", "]Q3", "]Q1", "]J1", "]z3"]) expect(isLinear(raw), raw).toBe(false);
  });

  it("gives the fallback's results the identifier the library leaves out, so that GS1 data stays GS1 data", () => {
    expect(withAimIdentifier("DATA_MATRIX", "\u001d0109520101100016")).toBe("]d20109520101100016");
    expect(withAimIdentifier("DATA_MATRIX", "hello")).toBe("]d1hello");
    expect(withAimIdentifier("QR_CODE", "https://id.example.org/01/1")).toBe(
      "]Q1https://id.example.org/01/1",
    );
    expect(withAimIdentifier("QR_CODE", "0109520101100016")).toBe("0109520101100016");
    expect(withAimIdentifier("CODE_128", "]C100")).toBe("]C100");
    expect(withAimIdentifier("CODE_128", "ABC")).toBe("]C0ABC");
    expect(withAimIdentifier("EAN_13", "9520101100047")).toBe("]E09520101100047");
    expect(withAimIdentifier("UPC_A", "012345678905")).toBe("]E00012345678905");
    expect(withAimIdentifier("EAN_8", "96385074")).toBe("]E496385074");
  });

  it("drops retail stripes beside a square code and doubles, and keeps logistic labels", () => {
    const code = (raw: string) => ({ raw, linear: isLinear(raw), corners: [] });
    const meant = (...raws: string[]) => meantCodes(raws.map(code)).map(({ raw }) => raw);
    expect(meant("]E09520101100047", "]d201", "]C100", "]d201")).toEqual(["]d201", "]C100"]);
    expect(meant("]E09520101100047")).toEqual(["]E09520101100047"]);
  });
});
