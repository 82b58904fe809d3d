import { describe, expect, it } from "vitest";
import { parse } from "./parse";

const GTIN = "(01)09506000134352";
const SSCC = "(00)376104250021234569";
const GLN = "9520123456788";

const codes = (text: string, oneOfSeveral = false): string[] => [
  ...new Set(parse(text, { oneOfSeveral }).issues.map(({ code }) => code)),
];

const expectCodes = (expected: readonly string[], texts: readonly string[]): void => {
  for (const text of texts) expect([text, codes(text)]).toEqual([text, expected]);
};

describe("rules between the elements of a code", () => {
  it("what is asked for must be there, in one of the allowed ways", () => {
    expectCodes(
      [],
      [
        `${GTIN}(10)LOT(17)271200(21)A`,
        `(02)09506000134352(37)7${SSCC}`,
        `${GTIN}(21)A(250)B`,
        `${GTIN}(3922)1995(3103)000750`,
        `(415)${GLN}(8020)REF(3912)978100`,
        `(414)${GLN}(254)DOOR7`,
        `${SSCC}(4302)Main%20Street(4303)Yard`,
        `${GTIN}(21)A(8040)123456789012345(8041)123456789012345`,
        `(8017)795260646688514634(8019)7`,
        `(255)9520123456788(3942)0250`,
      ],
    );
    expectCodes(
      ["AI_REQUIRED_MISSING"],
      [
        "(10)LOT",
        "(17)271200",
        "(02)09506000134352(37)7",
        `${GTIN}(250)B`,
        `${GTIN}(3922)1995`,
        `(8020)REF`,
        "(254)DOOR7",
        `${SSCC}(4303)Yard`,
        `${GTIN}(8040)123456789012345`,
        "(8019)7",
        `${GTIN}(7004)9`,
      ],
    );
  });

  it("what excludes each other may not stand together, whichever comes first", () => {
    expectCodes(
      ["AI_CONFLICT"],
      [
        `(02)09506000134352${GTIN}(37)7${SSCC}`,
        `${GTIN}(37)7(02)09506000134352${SSCC}`,
        `${GTIN}(21)A(235)B`,
        `${GTIN}(3103)000750(3102)007500`,
        `(422)040(426)756${GTIN}`,
        `${SSCC}(4330)000100(4331)000040`,
        "(8017)795260646688514634(8018)795260646688514634",
        `(420)1010(421)0401010`,
      ],
    );
  });

  it("an element may repeat with the same value only", () => {
    expect(codes(`${GTIN}(21)A(21)A`)).toEqual([]);
    expect(codes(`${GTIN}(21)A(17)271200(21)B`)).toEqual(["AI_REPEATED_DIFFERENT"]);
    expect(codes(`(91)A(91)B`)).toEqual(["AI_REPEATED_DIFFERENT"]);
  });

  it("a signature signs one thing, not a class", () => {
    expectCodes([], [`${GTIN}(21)A(8030)c2ln`, `${SSCC}(8030)c2ln`, "(253)9520123456788X7(8030)c2ln"]);
    expectCodes(["AI_REQUIRED_MISSING"], [`${GTIN}(8030)c2ln`, "(8030)c2ln"]);
    expectCodes(["DIGSIG_UNSERIALISED"], ["(253)9520123456788(8030)c2ln", "(8003)09520123456788(8030)c2ln"]);
  });

  it("of several codes on one thing, none is asked for what another may hold, but conflicts stay", () => {
    expect(codes("(10)LOT", true)).toEqual([]);
    expect(codes(`${GTIN}(37)7`, true)).toEqual(["AI_CONFLICT"]);
  });

  it("are asked only of elements that are sound by themselves", () => {
    expect(codes("(10)LOT(17)271331")).toEqual(["ILLEGAL_MONTH"]);
  });
});
