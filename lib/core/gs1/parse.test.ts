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
    expect(kind("hello")).toEqual(["plain", null, 0]);
  });

  it("takes what scanners send by its symbology identifier", () => {
    for (const [text, expected] of [
      [`]d201${GTIN}21A`, "element-string"],
      [`]C101${GTIN}21A`, "element-string"],
      [`]Q301${GTIN}21A`, "element-string"],
      [`]e001${GTIN}21A`, "element-string"],
      [`]J101${GTIN}21A`, "element-string"],
      [`]d101${GTIN}21A${GS}10B`, "plain"],
      [`]Q1(01)${GTIN}`, "plain"],
      ["]J0", "plain"],
      [`]d1https://x.example/01/${GTIN}`, "digital-link"],
      ["]E09506000134352", "plain"],
      ["]E496385074", "plain"],
      ["]I109506000134352", "plain"],
      ["]E0950600013435", "LENGTH_WRONG"],
      ["]E496385073", "INCORRECT_CHECK_DIGIT"],
      ["]Q1https://x.example/about", "LINK_WITHOUT_KEY"],
      [`]C001${GTIN}`, "SYMBOLOGY_UNSUPPORTED"],
      [`]d301${GTIN}`, "SYMBOLOGY_UNSUPPORTED"],
      ["]d2", "EMPTY"],
      ["]d", "SYMBOLOGY_UNSUPPORTED"],
      [`]d2(01)${GTIN}`, "AI_UNKNOWN"],
      [`]d201${GTIN}^21A`, "AI_UNKNOWN"],
    ]) {
      const parsed = parse(text ?? "", { symbologyRequired: true });
      expect([text, parsed.ok ? parsed.kind : parsed.issues[0]?.code]).toEqual([text, expected]);
    }
    for (const text of [`01${GTIN}`, `^01${GTIN}`, `(01)${GTIN}`, `https://x.example/01/${GTIN}`, ""]) {
      expect(parse(text, { symbologyRequired: true }).issues[0]?.code, text).toBe("SYMBOLOGY_MISSING");
    }
  });

  it("without a mark, text is plain data, unless digits or a separator say that it means to be more", () => {
    for (const text of ["", "ftp://x.example", "A1B2", "{GS}", "°"]) {
      expect(parse(text), text).toMatchObject({ ok: true, kind: "plain", elements: [], digitalLink: null });
    }
    expect(parse(`01${GTIN}21A`)).toMatchObject({ ok: true, kind: "element-string" });
    expect(parse("17271331").ok).toBe(false);
    expect(parse(`01${GTIN}21A${GS}10B`).issues).toMatchObject([{ code: "SYMBOLOGY_MISSING", from: 0 }]);
    expect(parse(`${GS}01${GTIN}21A${GS}10B`)).toMatchObject({
      ok: true,
      elements: [
        ["01", GTIN],
        ["21", "A"],
        ["10", "B"],
      ],
    });
  });

  it("splits element strings by predefined length or separator, and points where it can't", () => {
    for (const [text, expected] of [
      [`^01${GTIN}1727120010L^21S`, [`01 ${GTIN}`, "17 271200", "10 L", "21 S"]],
      [`^01${GTIN}^17271200^10L^`, [`01 ${GTIN}`, "17 271200", "10 L"]],
      [`^10L^^01${GTIN}`, "AI_UNKNOWN 5"],
      ["^01950600013435", "VALUE_TOO_SHORT 3"],
      [`^01${GTIN}05X`, "AI_UNKNOWN 17"],
      [`^01${GTIN}10`, "VALUE_EMPTY 19"],
      [`^01${GTIN}10ABCDEFGHIJKLMNOPQRSTU`, "VALUE_TOO_LONG 39"],
      ["^", "EMPTY 0"],
    ] as const) {
      const parsed = parse(text);
      const [fault] = parsed.issues;
      const got = parsed.ok ? parsed.elements.map((pair) => pair.join(" ")) : `${fault?.code} ${fault?.from}`;
      expect([text, got]).toEqual([text, expected]);
    }
  });

  it("reads brackets, and a bracket in a value where it is escaped", () => {
    for (const [text, expected] of [
      [`(01)${GTIN}(10)L\\(7)`, [`01 ${GTIN}`, "10 L(7)"]],
      [`(21)S(01)${GTIN}`, ["21 S", `01 ${GTIN}`]],
      [`(01)${GTIN}(10)L(7)`, "BRACKETS_MALFORMED 23"],
      [`(01)${GTIN}(1x)L`, "BRACKETS_MALFORMED 18"],
      [`(01)${GTIN}(05)L`, "AI_UNKNOWN 18"],
      [`(01)${GTIN}(10)`, "VALUE_EMPTY 22"],
      [`(01)${GTIN}(17)271331`, "ILLEGAL_MONTH 24"],
      ["(01", "BRACKETS_MALFORMED 0"],
    ] as const) {
      const parsed = parse(text);
      const [fault] = parsed.issues;
      const got = parsed.ok ? parsed.elements.map((pair) => pair.join(" ")) : `${fault?.code} ${fault?.from}`;
      expect([text, got]).toEqual([text, expected]);
    }
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

  it("a medicine pack needs its four elements, none swallowed by another", () => {
    const codes = (text: string) => parse(text, { profile: "medicine" }).issues.map(({ code }) => code);
    expect(codes(`]d201${GTIN}21A${GS}1727120010L`)).toEqual([]);
    expect(codes(`https://x.example/01/${GTIN}/10/L/21/A?17=271200`)).toEqual([]);
    expect(codes(`]d201${GTIN}1727120010LOT721SERIAL9`)).toEqual(["SEPARATOR_LOST", "SERIAL_MISSING"]);
    expect(codes(`]d201${GTIN}21A1B210LOT717271200`)).toEqual([
      "SEPARATOR_LOST",
      "BATCH_MISSING",
      "EXPIRY_MISSING",
    ]);
    expect(codes(`(01)${GTIN}(21)A`)).toEqual(["BATCH_MISSING", "EXPIRY_MISSING"]);
    expect(codes("]Q1hello")).toEqual(["GTIN_MISSING", "SERIAL_MISSING", "BATCH_MISSING", "EXPIRY_MISSING"]);
    expect(codes(`]d201${GTIN}21`)).toEqual(["VALUE_EMPTY"]);
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
