import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseIdentifier } from "./canonical";

const LINK = "https://id.gs1.org/";

describe("normaliseIdentifier", () => {
  it.each([
    ["urn:epc:id:sgtin:9521234.012345.AB.1", "01/09521234123453/21/AB.1"],
    ["urn:epc:id:sgtin:952123.4123456.1", "01/49521231234563/21/1"],
    ["urn:epc:id:sgtin:952123456789.3.x", "01/39521234567890/21/x"],
    ["urn:epc:id:sscc:9521234.3000000017", "00/395212340000000175"],
    ["urn:epc:id:sgln:9521234.00001.0", "414/9521234000013"],
    ["urn:epc:id:sgln:9521234.00001.D4", "414/9521234000013/254/D4"],
    ["urn:epc:id:sgln:952123456789..0", "414/9521234567899"],
    ["urn:epc:id:pgln:9521234.00001", "417/9521234000013"],
    ["urn:epc:id:pgln:952123456789.", "417/9521234567899"],
    ["urn:epc:id:grai:9521234.00001.9", "8003/095212340000139"],
    ["urn:epc:id:giai:9521234.A(1)", "8004/9521234A%281%29"],
    ["urn:epc:id:gsrn:9521234.0000000001", "8018/952123400000000017"],
    ["urn:epc:id:gsrnp:9521234.0000000001", "8017/952123400000000017"],
    ["urn:epc:id:gdti:9521234.00001.PO-1", "253/9521234000013PO-1"],
    ["urn:epc:id:cpi:9521234.A%2FB.7", "8010/9521234A%2FB/8011/7"],
    ["urn:epc:id:sgcn:9521234.00001.77", "255/952123400001377"],
    ["urn:epc:id:ginc:9521234.xyz%2F9", "401/9521234xyz%2F9"],
    ["urn:epc:id:gsin:9521234.000000001", "402/95212340000000013"],
    ["urn:epc:id:itip:9521234.012345.01.02.S", "8006/095212341234530102/21/S"],
    ["urn:epc:id:upui:9521234.012345.T*", "01/09521234123453/235/T%2A"],
    ["urn:epc:class:lgtin:9521234.012345.L,1", "01/09521234123453/10/L%2C1"],
    ["urn:epc:idpat:sgtin:9521234.012345.*", "01/09521234123453"],
    ["urn:epc:idpat:upui:9521234.012345.*", "01/09521234123453"],
    ["urn:epc:idpat:grai:9521234.00001.*", "8003/09521234000013"],
    ["urn:epc:idpat:gdti:9521234.00001.*", "253/9521234000013"],
    ["urn:epc:idpat:sgcn:9521234.00001.*", "255/9521234000013"],
    ["urn:epc:idpat:cpi:9521234.AB.*", "8010/9521234AB"],
    ["urn:epc:idpat:itip:9521234.012345.01.02.*", "8006/095212341234530102"],
  ])("computes key, check digit and escapes of the URN %s", (urn, path) => {
    expect(normaliseIdentifier(urn)).toBe(LINK + path);
  });

  it.each([
    ["https://id.gs1.org/01/09521234123453/21/S1", "01/09521234123453/21/S1"],
    ["http://example.org/01/9521234123453/21/S1?17=271130#top", "01/09521234123453/21/S1"],
    ["https://brand.example/de/p/gtin/09521234123453/lot/L1/ser/S1", "01/09521234123453/21/S1"],
    ["https://id.gs1.org/01/09521234123453/22/2A/10/L1", "01/09521234123453/10/L1"],
    ["https://id.gs1.org/01/09521234123453/22/2A", "01/09521234123453"],
    ["https://id.gs1.org/01/09521234123453/22/2A/235/T1", "01/09521234123453/235/T1"],
    ["https://id.gs1.org/01/95212349", "01/00000095212349"],
    ["https://id.gs1.org/01/09521234123453/21/a(b)+c", "01/09521234123453/21/a%28b%29%2Bc"],
    ["https://id.gs1.org/01/09521234123453/21/lot", "01/09521234123453/21/lot"],
    ["https://example.org:8443/sscc/395212340000000175/", "00/395212340000000175"],
    ["https://id.gs1.org/gln/9521234000013/254/D4", "414/9521234000013/254/D4"],
    ["https://id.gs1.org/8006/095212341234530102/10/L/21/S", "8006/095212341234530102/21/S"],
    ["https://id.gs1.org/253/9521234000013", "253/9521234000013"],
    ["https://id.gs1.org/8010/9521234AB/8011/7", "8010/9521234AB/8011/7"],
  ])("keeps only the finest level of the Digital Link %s", (link, path) => {
    expect(normaliseIdentifier(link)).toBe(LINK + path);
  });

  it.each([
    "https://id.gs1.org/01/952123412",
    "https://id.gs1.org/01/09521234123453/99/x",
    "https://id.gs1.org/01/09521234123453/21/S1/10/L1",
    "https://id.gs1.org/01/09521234123453/21/S1/235/T1",
    "https://id.gs1.org/01/09521234123453/21/123456789012345678901",
    "https://id.gs1.org/01/09521234123453/21/a%00b",
    "https://id.gs1.org/01/09521234123453/21/",
    "https://id.gs1.org/00/3952123400000001757",
    "https://id.gs1.org/414/952123400001",
    "https://id.gs1.org/constructor/toString",
    "https://id.gs1.org/__proto__/1",
    "http://example.org/po/12345678",
    "https://",
    "urn:epc:id:sscc:9521234.30000000177",
    "urn:epc:id:sgtin:9521234.12345.1",
    "urn:epc:id:sgtin:9521234.012345.",
    "urn:epc:id:sgtin:9521234.012345.a b",
    "urn:epc:id:sgtin:9521234.012345.a%zz",
    "urn:epc:idpat:sgtin:9521234.*.*",
    "urn:epc:id:nothing:9521234.1",
    "urn:epcglobal:cbv:bt:9521234000013:PO-1",
    "geo:47.506694,11.104301",
    "Hello World!",
    "",
  ])("leaves %j alone: a guess would give two things one name", (text) => {
    expect(normaliseIdentifier(text)).toBe(text);
  });

  it("is total and idempotent on any text a stranger may send", () => {
    const segment = fc.oneof(
      fc.constantFrom(
        "01",
        "21",
        "10",
        "gtin",
        "00",
        "8010",
        "constructor",
        "__proto__",
        "09521234123453",
        "a%2Fb",
      ),
      fc.string({ maxLength: 6 }),
    );
    const link = fc.array(segment, { maxLength: 8 }).map((parts) => `https://${parts.join("/")}`);
    const urn = fc.array(segment, { maxLength: 5 }).map((parts) => `urn:epc:id:sgtin:${parts.join(".")}`);
    fc.assert(
      fc.property(fc.oneof(link, urn, fc.string()), (text) => {
        const once = normaliseIdentifier(text);
        expect(normaliseIdentifier(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});
