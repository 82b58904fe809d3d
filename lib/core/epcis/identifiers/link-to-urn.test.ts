import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLASSES, companyPrefix, INSTANCES } from "./arbitrary.test-helper";
import { normaliseIdentifier } from "./canonical";
import { companyPrefixOf, knownPrefixes } from "./company-prefixes";
import { toEpcUrn } from "./link-to-urn";
import { digitalLinkOfUrn } from "./urn-to-link";

const LINK = "https://id.gs1.org/";
const ofSeven = knownPrefixes(["9521234"]);
const codeOf = (link: string, prefixLength = ofSeven): string | undefined => {
  const result = toEpcUrn(link, prefixLength);
  return result?.ok === false ? result.refusal.code : undefined;
};

describe("toEpcUrn", () => {
  it.each([
    ["01/09521234123453/21/AB.1", "id:sgtin:9521234.012345.AB.1"],
    ["01/09521234123453/10/L%2C1", "class:lgtin:9521234.012345.L,1"],
    ["01/09521234123453", "idpat:sgtin:9521234.012345.*"],
    ["01/09521234123453/235/51qIgY%29%3C%26Jp3%2Aj7'SDB", "id:upui:9521234.012345.51qIgY)%3C%26Jp3*j7'SDB"],
    ["00/395212340000000175", "id:sscc:9521234.3000000017"],
    ["414/9521234000013", "id:sgln:9521234.00001.0"],
    ["414/9521234000013/254/32a%2Fb", "id:sgln:9521234.00001.32a%2Fb"],
    ["417/9521234000013", "id:pgln:9521234.00001"],
    ["8003/095212340000139", "id:grai:9521234.00001.9"],
    ["8003/09521234000013", "idpat:grai:9521234.00001.*"],
    ["8004/9521234A%281%29", "id:giai:9521234.A(1)"],
    ["8018/952123400000000017", "id:gsrn:9521234.0000000001"],
    ["8017/952123400000000017", "id:gsrnp:9521234.0000000001"],
    ["253/9521234000013PO-1", "id:gdti:9521234.00001.PO-1"],
    ["253/9521234000013", "idpat:gdti:9521234.00001.*"],
    ["255/952123400001377", "id:sgcn:9521234.00001.77"],
    ["8010/9521234A%2FB/8011/7", "id:cpi:9521234.A%2FB.7"],
    ["8010/9521234AB", "idpat:cpi:9521234.AB.*"],
    ["401/9521234xyz%2F9", "id:ginc:9521234.xyz%2F9"],
    ["402/95212340000000013", "id:gsin:9521234.000000001"],
    ["8006/095212341234530102/21/S", "id:itip:9521234.012345.01.02.S"],
    ["8006/095212341234530102", "idpat:itip:9521234.012345.01.02.*"],
  ])("writes %s as the Tag Data Standard does", (path, urn) => {
    expect(toEpcUrn(LINK + path, ofSeven)).toEqual({ ok: true, value: `urn:epc:${urn}` });
  });

  it.each(Object.entries({ ...INSTANCES, ...CLASSES }))(
    "leads from a link of %s to its URN and back, and from the URN to its link and back",
    (_, pairs) => {
      const anyPair = companyPrefix.chain((prefix) => fc.tuple(fc.constant(prefix), pairs(prefix)));
      fc.assert(
        fc.property(anyPair, ([prefix, { urn, link }]) => {
          expect(toEpcUrn(link, knownPrefixes([prefix]))).toEqual({ ok: true, value: urn });
          expect(digitalLinkOfUrn(urn)).toBe(link);
          expect(normaliseIdentifier(link)).toBe(link);
          expect(companyPrefixOf(urn)).toBe(prefix);
        }),
      );
    },
  );

  it("reads links on other domains, with names of AIs, attributes and coarser qualifiers", () => {
    const own = "http://brand.example/de/gtin/9521234123453/lot/L1/ser/S1?17=271130#top";
    expect(toEpcUrn(own, ofSeven)).toEqual({ ok: true, value: "urn:epc:id:sgtin:9521234.012345.S1" });
  });

  it("says that a company prefix is not known, and guesses none", () => {
    const link = `${LINK}01/09521234123453/21/1`;
    expect(codeOf(link, () => null)).toBe("COMPANY_PREFIX_UNKNOWN");
    expect(codeOf(link, knownPrefixes(["95212349"]))).toBe("COMPANY_PREFIX_UNKNOWN");
    expect(codeOf(link, knownPrefixes(["9521234", "95212341"]))).toBe("COMPANY_PREFIX_UNKNOWN");
  });

  it("counts a prefix of 4 or 5 digits as one of 6, and takes a single key as a prefix of 12", () => {
    const link = `${LINK}414/9521234000013`;
    for (const prefix of ["9521", "95212", "952123"])
      expect(toEpcUrn(link, knownPrefixes([prefix]))).toMatchObject({
        value: "urn:epc:id:sgln:952123.400001.0",
      });
    expect(toEpcUrn(link, () => 12)).toMatchObject({ value: "urn:epc:id:sgln:952123400001..0" });
  });

  it("gives a GTIN-8 the prefix of the standard unless another is known, and a shop's own number none", () => {
    expect(toEpcUrn(`${LINK}01/95010939/21/1`, () => null)).toMatchObject({
      value: "urn:epc:id:sgtin:00000950.01093.1",
    });
    expect(toEpcUrn(`${LINK}01/95010939/21/1`, () => 12)).toMatchObject({
      value: "urn:epc:id:sgtin:000009501093.0.1",
    });
    expect(codeOf(`${LINK}01/00000020010935/21/1`, () => null)).toBe("COMPANY_PREFIX_UNKNOWN");
  });

  it("finds a prefix that is the whole key of an asset no prefix", () => {
    expect(codeOf(`${LINK}8004/9521234`)).toBe("NO_EPC_URN");
    expect(codeOf(`${LINK}8010/9521234/8011/1`)).toBe("NO_EPC_URN");
  });

  it.each([
    ["a wrong check digit, which a URN would mend", "01/09521234123450/21/1"],
    ["a location extension that says 'none' in a URN", "414/9521234000013/254/0"],
    ["a batch of pieces", "8006/095212341234530102/10/L"],
    ["a returnable asset whose filler is no zero", "8003/195212340000139"],
    ["a part's serial with leading zeros", "8010/9521234AB/8011/007"],
    ["a part number in another escape", "8010/9521234A%2fB/8011/7"],
    ["a character that a URN escapes and this link does not", '01/09521234123453/21/"1"'],
    ["letters where the company prefix would end", "8004/9521A34"],
  ])("refuses %s: the event hash would change", (_, path) => {
    expect(codeOf(LINK + path, () => 7)).toBe("NO_EPC_URN");
  });

  it("keeps an escape that needs not be one, since the event hash keeps it", () => {
    expect(toEpcUrn(`${LINK}01/09521234123453/21/%41%2a%25`, ofSeven)).toMatchObject({
      value: "urn:epc:id:sgtin:9521234.012345.%41%2a%25",
    });
  });

  it("is null for what is no Digital Link", () => {
    for (const text of ["urn:epc:id:sgln:9521234.00001.0", "https://example.org/po/1", "urn:uuid:1", ""])
      expect(toEpcUrn(text, ofSeven)).toBeNull();
  });

  it("never changes what a link means, whatever the link and the length", () => {
    const path = fc.array(
      fc.oneof(
        fc.constantFrom("01", "21", "10", "414", "254", "8003", "8004", "8010", "8011", "253", "401", "0"),
        fc.constantFrom(
          "09521234123453",
          "9521234000013",
          "09521234000013a%2A",
          "9521234A%41",
          "%2a'(=",
          "007",
        ),
        fc.string({ unit: fc.constantFrom(...`!"%&'()*+,-.09:;<=>?AZ_az`), maxLength: 12 }),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(path, fc.integer({ min: 0, max: 20 }), (segments, length) => {
        const link = LINK + segments.join("/");
        const result = toEpcUrn(link, () => length);
        if (result?.ok) expect(normaliseIdentifier(result.value)).toBe(normaliseIdentifier(link));
      }),
      { numRuns: 5_000 },
    );
  });
});
