import { describe, expect, it } from "vitest";
import { formatDigitalLink } from "./digital-link";
import { parse } from "./parse";

const GTIN = "09506000134352";
const read = (link: string) => {
  const parsed = parse(link);
  return parsed.ok
    ? parsed.elements.map(([ai, value]) => `(${ai})${value}`).join("")
    : parsed.issues[0]?.code;
};

describe("reading Digital Links", () => {
  it("takes the rightmost key of the path, on any domain", () => {
    for (const [link, expected] of [
      [`https://example.com/01/${GTIN}`, `(01)${GTIN}`],
      [`HTTP://EXAMPLE.COM:8080/01/${GTIN}`, `(01)${GTIN}`],
      [`https://[2001:db8::7]/01/${GTIN}`, `(01)${GTIN}`],
      [`https://example.com/shop/medicines/01/${GTIN}/21/A`, `(01)${GTIN}(21)A`],
      [`https://example.com/01/${GTIN}/414/9520123456788`, "(414)9520123456788"],
      ["https://example.com/00/376104250021234569", "(00)376104250021234569"],
      ["https://example.com/8010/9520-7/8011/42", "(8010)9520-7(8011)42"],
    ]) {
      expect([link, read(link ?? "")]).toEqual([link, expected]);
    }
  });

  it("reads qualifiers in their order, attributes in any, and knows + from %20", () => {
    const link = `https://example.com/01/${GTIN}/22/V/10/L%2F7/21/S%2b1?3103=000750&17=271200&90=A%26B#top`;
    expect(read(link)).toBe(`(01)${GTIN}(22)V(10)L/7(21)S+1(3103)000750(17)271200(90)A&B`);
    expect(read(`https://example.com/01/${GTIN}/10/A+B`)).toBe(`(01)${GTIN}(10)A+B`);
    expect(read(`https://example.com/01/${GTIN}?90=A+B`)).toBe("INVALID_CSET82_CHARACTER");
    expect(read(`https://example.com/01/${GTIN}/235/T?10=L`)).toBe(`(01)${GTIN}(235)T(10)L`);
  });

  it("passes over parameters that are not GS1 data, and says so", () => {
    const parsed = parse(`https://example.com/01/${GTIN}?utm=x&17=271200&linkType=all&empty`);
    expect(parsed).toMatchObject({
      ok: true,
      elements: [
        ["01", GTIN],
        ["17", "271200"],
      ],
    });
    expect(parsed.issues.map(({ code, severity }) => [code, severity])).toEqual([
      ["LINK_PARAMETER_IGNORED", "info"],
      ["LINK_PARAMETER_IGNORED", "info"],
      ["LINK_PARAMETER_IGNORED", "info"],
    ]);
  });

  it("refuses what is no link of GS1, with the reason", () => {
    for (const [link, code] of [
      ["https://", "LINK_MALFORMED"],
      [`https:///01/${GTIN}`, "LINK_MALFORMED"],
      [`https://ex%41mple.com/01/${GTIN}`, "LINK_MALFORMED"],
      [`https://example.com/01/${GTIN}/10/a b`, "LINK_MALFORMED"],
      [`https://example.com/01/${GTIN}/10/a%2`, "LINK_MALFORMED"],
      [`https://example.com/01/${GTIN}/10/a%00`, "LINK_MALFORMED"],
      ["https://example.com/", "LINK_WITHOUT_KEY"],
      ["https://example.com/10/LOT", "LINK_WITHOUT_KEY"],
      [`https://example.com/01/${GTIN}/`, "LINK_WITHOUT_KEY"],
      [`https://example.com/01/${GTIN}/21/A/10/B`, "LINK_PATH_ORDER"],
      [`https://example.com/01/${GTIN}/17/271200`, "LINK_PATH_ORDER"],
      [`https://example.com/01/${GTIN}/10/`, "VALUE_EMPTY"],
      [`https://example.com/01/${GTIN}?17=`, "VALUE_EMPTY"],
      ["https://example.com/01/9506000134352", "LINK_GTIN_NOT_14"],
      ["https://example.com/01/09506000134353", "INCORRECT_CHECK_DIGIT"],
      [`https://example.com/01/${GTIN}?10=LOT`, "LINK_BELONGS_IN_PATH"],
      [`https://example.com/01/${GTIN}?8200=x`, "LINK_ATTRIBUTE_NOT_ALLOWED"],
      [`https://example.com/01/${GTIN}?90=A&90=A`, "LINK_AI_REPEATED"],
      [`https://example.com/01/${GTIN}?0017=271200`, "AI_UNKNOWN"],
      [`https://example.com/01/${GTIN}?37=7`, "AI_CONFLICT"],
    ]) {
      expect([link, read(link ?? "")]).toEqual([link, code]);
    }
  });
});

describe("writing Digital Links", () => {
  const write = (text: string, origin = "https://example.com"): string | null => {
    const parsed = parse(text, { oneOfSeveral: true });
    return formatDigitalLink(origin, parsed.ok ? parsed.elements.map(([ai, value]) => ({ ai, value })) : []);
  };

  it("puts key and qualifiers into the path in the standard's order, the rest into the query", () => {
    for (const [text, link] of [
      [`(21)S(01)${GTIN}(10)L(22)V`, `/01/${GTIN}/22/V/10/L/21/S`],
      [`(01)${GTIN}(90)X(10)L(17)271200`, `/01/${GTIN}/10/L?17=271200&90=X`],
      [`(01)${GTIN}(10)A/B%&?`, `/01/${GTIN}/10/A%2FB%25%26%3F`],
      ["(414)9520123456788(254)7", "/414/9520123456788/254/7"],
      ["(8003)09520123456788X(91)A", "/8003/09520123456788X?91=A"],
    ]) {
      expect(write(text ?? "")).toBe(`https://example.com${link}`);
    }
    expect(write(`(01)${GTIN}`, "https://example.com/shop//")).toBe(`https://example.com/shop/01/${GTIN}`);
  });

  it("has none for elements without a key, or with one that may not stand in a link", () => {
    for (const text of ["(10)L", `(01)${GTIN}(8200)x`, `(01)${GTIN}(235)T(10)L`, "(00)376104250021234568"]) {
      expect(write(text), text).toBeNull();
    }
  });
});
