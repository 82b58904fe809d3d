import { describe, expect, it } from "vitest";
import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import { parseXml } from "@/lib/primitives/xml";
import { eventsOf, readingWith, TIMES, withEvents } from "./reading.test-helper";

const { contextIn, documentOf, eventIn } = readingWith(parseXml);

describe("words and numbers", () => {
  it.each([
    "shipping",
    "urn:epcglobal:cbv:bizstep:shipping",
    "https://ref.gs1.org/cbv/BizStep-shipping",
    "cbv:BizStep-shipping",
    "\n  urn:epcglobal:cbv:bizstep:shipping\n",
  ])("makes %j the bare word", (text) => {
    expect(eventIn(`<bizStep>${text}</bizStep>`).bizStep).toBe("shipping");
  });

  it("leaves what is not in the standard's list, and business transactions, as they are", () => {
    for (const text of [
      "urn:epcglobal:cbv:bizstep:teleporting",
      "https://example.org/step",
      "urn:epcglobal:cbv:disp:active",
    ])
      expect(eventIn(`<bizStep>${text}</bizStep>`).bizStep).toBe(text);
  });

  it("resolves a CURIE by the prefix in scope, whatever its name", () => {
    const step = '<bizStep xmlns:c="https://ref.gs1.org/cbv/">c:BizStep-shipping</bizStep>';
    expect(eventIn(step).bizStep).toBe("shipping");
  });

  it.each([
    ["600", "600"],
    ["1.50", "1.50"],
    ["12345678901234567890.10", "12345678901234567890.10"],
    ["+5", "5"],
    ["-.5", "-0.5"],
    ["007.0", "7.0"],
    ["5.", "5"],
  ])("keeps the digits of %s", (text, digits) => {
    const quantity = `<quantityElement><epcClass>a:b</epcClass><quantity>${text}</quantity></quantityElement>`;
    expect(eventIn(`<quantityList>${quantity}</quantityList>`).quantityList).toEqual([
      { epcClass: "a:b", quantity: new ExactNumber(digits) },
    ]);
  });

  it("reads a nil quantity as one that is not specified", () => {
    const nil = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"';
    const element = `<quantityElement><epcClass>a:b</epcClass><quantity ${nil}/></quantityElement>`;
    expect(eventIn(`<quantityList>${element}</quantityList>`).quantityList).toEqual([{ epcClass: "a:b" }]);
  });
});

describe("extensions", () => {
  it("become members with the prefixes in the @context, nested and repeated", () => {
    const inside = `<my:a><my:b>1</my:b><bare>2</bare><my:b><my:c/></my:b></my:a>`;
    expect(eventIn(inside)["my:a"]).toEqual({ "my:b": ["1", { "my:c": "" }], bare: "2" });
    expect(contextIn(inside)).toEqual([
      "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
      { my: "https://ns.example.org/my/" },
    ]);
  });

  it("have one prefix a namespace, and another where it is taken, missing or no good for JSON", () => {
    const inside = `
      <my:a xmlns:my="urn:other:">1</my:a><my:a>2</my:a>
      <x xmlns="urn:default:">3</x><my_own:x xmlns:my_own="urn:underscore:">4</my_own:x>
      <https:x xmlns:https="urn:scheme:">5</https:x><gs1:x xmlns:gs1="urn:not:gs1:">6</gs1:x>`;
    const event = eventIn(inside);
    expect(event).toMatchObject({
      "my:a": "1",
      "my1:a": "2",
      "ns:x": "3",
      "ns1:x": "4",
      "ns2:x": "5",
      "gs11:x": "6",
    });
    expect((contextIn(inside) as JsonValue[])[1]).toEqual({
      my: "urn:other:",
      my1: "https://ns.example.org/my/",
      ns: "urn:default:",
      ns1: "urn:underscore:",
      ns2: "urn:scheme:",
      gs11: "urn:not:gs1:",
    });
  });

  it("name the CBV's master data as the standard's own context does, of either namespace", () => {
    for (const namespace of ["urn:epcglobal:cbv:mda", "urn:epcglobal:cbv:mda:"]) {
      const inside = `<ilmd><c:lotNumber xmlns:c="${namespace}">L</c:lotNumber></ilmd>`;
      expect(eventIn(inside).ilmd).toEqual({ "cbvmda:lotNumber": "L" });
      expect(contextIn(inside)).toHaveLength(1);
    }
  });

  it("follow a CURIE in a text to the name its prefix has in JSON", () => {
    const inside = `<my:a xmlns:my="urn:other:">my:x</my:a><my:a>my:y</my:a><my:a>my: two words</my:a>`;
    expect(eventIn(inside)).toMatchObject({ "my:a": "my:x", "my1:a": ["my1:y", "my: two words"] });
    expect(eventIn("<disposition>my:own</disposition>").disposition).toBe("my:own");
  });

  it("keep attributes as members beside the text or the children", () => {
    const inside = `<cbvmda:netWeight measurementUnitCode="KGM">3.5</cbvmda:netWeight>
      <my:a my:k="1" k="2"><my:b/></my:a><my:c k="3"/>`;
    expect(eventIn(`<ilmd>${inside}</ilmd>`).ilmd).toEqual({
      "cbvmda:netWeight": { "@measurementUnitCode": "KGM", "#text": "3.5" },
      "my:a": { "@my:k": "1", "@k": "2", "my:b": "" },
      "my:c": { "@k": "3" },
    });
  });

  it("are numbers and booleans where XML Schema says so, and texts otherwise", () => {
    const xsi =
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema"';
    const typed = (type: string, text: string): string => `<my:a ${xsi} xsi:type="${type}">${text}</my:a>`;
    const types = ["xs:integer", "xs:double", "xs:boolean", "xs:dateTime", "xs:string"] as const;
    const texts = [" 10 ", "1.50E3", "0", "2026-01-01T00:00:00Z", " x "] as const;
    expect(eventIn(types.map((type, i) => typed(type, texts[i] ?? "")).join(""))["my:a"]).toEqual([
      new ExactNumber("10"),
      new ExactNumber("1.50E3"),
      false,
      "2026-01-01T00:00:00Z",
      " x ",
    ]);
    expect(eventIn(typed("my:type", "x"))["my:a"]).toEqual({ "@xsi:type": "my:type", "#text": "x" });
    expect(eventIn(`<my:a ${xsi} xsi:nil="true"/>`)["my:a"]).toBeNull();
  });

  it("may be attributes of an event", () => {
    const [event] = eventsOf(documentOf(withEvents(`<ObjectEvent my:line="7">${TIMES}</ObjectEvent>`)));
    expect(event).toMatchObject({ "my:line": "7" });
  });
});
