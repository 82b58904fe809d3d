import { describe, expect, it } from "vitest";
import { lint } from "./linters";
import { parse } from "./parse";

const GS = "\u001d";
const GTIN = "09506000134352";

describe("parse", () => {
  it("answers elements in the order of the code, symbology and Digital Link", () => {
    expect(parse(`]d210LOT7${GS}01${GTIN}1727120021A/1`)).toEqual({
      ok: true,
      kind: "element-string",
      symbology: "]d2",
      elements: [
        ["10", "LOT7"],
        ["01", GTIN],
        ["17", "271200"],
        ["21", "A/1"],
      ],
      digitalLink: `https://id.gs1.org/01/${GTIN}/10/LOT7/21/A%2F1?17=271200`,
      issues: [],
    });
  });

  it("tells element strings, Digital Links and plain data apart", () => {
    const kind = (text: string) => {
      const parsed = parse(text);
      return parsed.ok ? [parsed.kind, parsed.symbology, parsed.elements.length] : parsed.issues[0]?.code;
    };
    expect(kind(`(01)${GTIN}`)).toEqual(["element-string", null, 1]);
    expect(kind(`^01${GTIN}^21A`)).toEqual(["element-string", null, 2]);
    expect(kind(`]Q1https://x.example/01/${GTIN}`)).toEqual(["digital-link", "]Q1", 1]);
    expect(kind("]E09506000134352")).toEqual(["plain", "]E0", 1]);
    expect(kind("]Q1hello")).toEqual(["plain", "]Q1", 0]);
    expect(kind("hello")).toBe("AI_UNKNOWN");
  });

  it("gives code, sentence and place of every fault", () => {
    expect(parse(`]d201${GTIN}17270230${GS}21A#`)).toEqual({
      ok: false,
      issues: [
        {
          code: "ILLEGAL_DAY",
          severity: "error",
          message: "The expiry date (17) names a day that doesn't exist in its month.",
          from: 25,
          to: 27,
        },
        {
          code: "SEPARATOR_SUPERFLUOUS",
          severity: "info",
          message: "The separator after the expiry date (17) isn't needed and was ignored.",
          from: 27,
          to: 28,
        },
        {
          code: "INVALID_CSET82_CHARACTER",
          severity: "error",
          message: "The serial number (21) has a character that GS1 codes can't hold.",
          from: 31,
          to: 32,
        },
      ],
    });
  });

  it("goes by the letter: a swallowed serial is a warning here, an error only for a medicine pack", () => {
    expect(parse(`]d201${GTIN}1727120010LOT721SERIAL9`)).toMatchObject({
      ok: true,
      issues: [{ code: "SEPARATOR_LOST", severity: "warn" }],
    });
  });

  it("reads short GTINs, withdrawn names and lone parts only when asked", () => {
    for (const [text, option] of [
      ["https://x.example/01/9506000134352", { shortGtins: true }],
      [`https://x.example/gtin/${GTIN}/ser/A`, { shortNames: true }],
      ["(10)LOT7", { oneOfSeveral: true }],
    ] as const) {
      expect(parse(text).ok, text).toBe(false);
      expect(parse(text, option).ok, text).toBe(true);
    }
    expect(parse(`01${GTIN}`).ok).toBe(true);
    expect(parse(`01${GTIN}`, { symbologyRequired: true }).ok).toBe(false);
  });

  it("knows that a fixed length alone ends no value: 7040 and 8111 need their separator", () => {
    const coupon = `^255${"9506000134352"}`;
    expect(parse(`${coupon}^81111234^900`).ok).toBe(true);
    expect(parse(`${coupon}^81111234900`).ok).toBe(false);
  });
});

describe("lint", () => {
  it("names the fault as GS1 does and points at it", () => {
    expect(lint("csum", "9506000134352")).toEqual({ ok: true });
    expect(lint("csum", "9506000134353")).toEqual({ ok: false, code: "INCORRECT_CHECK_DIGIT", at: [12, 13] });
    expect(lint("yymmd0", "270230")).toEqual({ ok: false, code: "ILLEGAL_DAY", at: [4, 6] });
    expect(lint("couponcode", "01")).toEqual({ ok: false, code: "COUPON_TRUNCATED_GCP", at: [1, 2] });
  });
});
