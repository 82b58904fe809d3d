import { describe, expect, it } from "vitest";
import { parseXml } from "@/lib/primitives/xml";
import { readingWith, withEvents } from "./reading.test-helper";

const { eventIn, read } = readingWith(parseXml);

describe("what JSON can't say", () => {
  const inEvent = (inside: string): string =>
    withEvents(`<ObjectEvent/><ObjectEvent>${inside}</ObjectEvent>`);
  const EVENT = "epcis:EPCISDocument/EPCISBody/EventList/ObjectEvent[2]";

  it.each([
    ["an unknown field", "<colour>red</colour>", `${EVENT}/colour`],
    [
      "an unknown field in an extension of 1.x",
      "<extension><colour/></extension>",
      `${EVENT}/extension/colour`,
    ],
    ["text between fields", "<action>ADD</action>stray", EVENT],
    ["text in a list", "<epcList>stray</epcList>", `${EVENT}/epcList`],
    ["a field twice", "<action>ADD</action><action>ADD</action>", `${EVENT}/action[2]`],
    ["an element in a text", "<action><b/></action>", `${EVENT}/action/b`],
    ["another item in a list", "<epcList><epc>a:b</epc><item/></epcList>", `${EVENT}/epcList/item`],
    ["an unknown attribute", '<action level="1">ADD</action>', `${EVENT}/action`],
    ["an attribute of one's own on a field", '<action my:level="1">ADD</action>', `${EVENT}/action`],
    ["an element of one's own where none may be", "<epcList><my:epc/></epcList>", `${EVENT}/epcList/my:epc`],
    ["text beside elements in an extension", "<my:a>x<my:b/></my:a>", `${EVENT}/my:a`],
    [
      "a quantity that is no number",
      "<quantityList><quantityElement><quantity>many</quantity></quantityElement></quantityList>",
      `${EVENT}/quantityList/quantityElement/quantity`,
    ],
    [
      "a number JSON has no form for",
      '<sensorElementList><sensorElement><sensorReport value="INF"/></sensorElement></sensorElementList>',
      `${EVENT}/sensorElementList/sensorElement/sensorReport`,
    ],
    [
      "certification details instead of a URI",
      "<certificationInfo><my:details/></certificationInfo>",
      `${EVENT}/certificationInfo/my:details`,
    ],
  ])("is refused with its place: %s", (_, inside, path) => {
    expect(read(inEvent(inside))).toMatchObject({
      ok: false,
      refusal: { code: "XML_NOT_IN_JSON", facts: { path, line: 1, count: 1 } },
    });
  });

  it("is counted, and told up to twenty places", () => {
    const result = read(inEvent("<colour/>".repeat(30)));
    expect(result).toMatchObject({ refusal: { facts: { count: 30, path: `${EVENT}/colour[1]` } } });
    if (!result.ok) expect(String(result.refusal.facts?.paths).split("\n")).toHaveLength(20);
  });

  it("is not comments, processing instructions or a schema's place", () => {
    const hint = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"';
    expect(eventIn(`<!-- c --><?p i?><action ${hint}>ADD</action>`).action).toBe("ADD");
  });
});

describe("what is no EPCIS document", () => {
  it.each([
    ["<x/>"],
    ["<EPCISDocument/>"],
    ['<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:3"/>'],
    ['<e:EPCISQueryDocument xmlns:e="urn:epcglobal:epcis:xsd:2"/>'],
    ['<e:EPCISMasterDataDocument xmlns:e="urn:epcglobal:epcis-masterdata:xsd:1"/>'],
    ['<ObjectEvent xmlns="urn:epcglobal:epcis:xsd:2"/>'],
  ])("is refused: %s", (xml) => {
    expect(read(`\n${xml}`)).toMatchObject({
      ok: false,
      refusal: { code: "XML_NOT_EPCIS", facts: { line: 2 } },
    });
  });

  it("has a refusal of bounded length, whatever its names are", () => {
    const name = "x".repeat(1_000_000);
    for (const xml of [`<${name}/>`, withEvents(`<${name}/>`), withEvents(`<ObjectEvent ${name}=""/>`)]) {
      const result = read(xml);
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result).length).toBeLessThan(5_000);
    }
  });
});

describe("a document that is made to take long", () => {
  const own = (count: number, element: (n: number) => string): string =>
    withEvents(`<ObjectEvent>${Array.from({ length: count }, (_, n) => element(n)).join("")}</ObjectEvent>`);

  it.each([
    ["one prefix for many namespaces", own(50_000, (n) => `<p:a xmlns:p="urn:${n}:"/>`)],
    ["no prefix for many namespaces", own(50_000, (n) => `<a xmlns="urn:${n}:"/>`)],
    ["one name, very often", own(100_000, () => "<my:a/>")],
    ["many names", own(50_000, (n) => `<my:a${n}/>`)],
    ["many unknown fields", own(50_000, (n) => `<a${n}/>`)],
    [
      "many attributes",
      withEvents(`<ObjectEvent ${Array.from({ length: 30_000 }, (_, n) => `my:a${n}=""`).join(" ")}/>`),
    ],
  ])("takes time in proportion to its size: %s", (_, xml) => {
    const start = performance.now();
    read(xml);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
