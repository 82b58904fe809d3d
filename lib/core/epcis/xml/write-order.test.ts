import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseXml } from "@/lib/primitives/xml";
import type { XmlElement } from "./element";
import type { Version } from "./shape";
import { documentWith, eventWith, written } from "./writing.test-helper";

describe("the order of elements", () => {
  const place = { id: "urn:epc:id:sgln:9521141.00011.0" };
  const epcs = ["urn:epc:id:sgtin:9521141.011111.1"];
  const classes = [{ epcClass: "a:b" }];
  const everything: JsonObject = {
    "my:note": "n",
    ilmd: { "cbvmda:lotNumber": "L" },
    persistentDisposition: { set: ["in_transit"], unset: ["recalled"] },
    sensorElementList: [{ sensorReport: [{ type: "Temperature" }], sensorMetadata: {} }],
    destinationList: [{ type: "location", destination: "a:b" }],
    sourceList: [{ type: "location", source: "a:b" }],
    bizTransactionList: [{ bizTransaction: "a:b" }],
    bizLocation: place,
    readPoint: place,
    disposition: "active",
    bizStep: "commissioning",
    certificationInfo: ["a:b", "a:c"],
    errorDeclaration: {
      correctiveEventIDs: ["a:b"],
      reason: "did_not_occur",
      declarationTime: "2026-03-01T10:00:00Z",
    },
    eventID: "urn:uuid:1",
    eventTimeZoneOffset: "+01:00",
    recordTime: "2026-03-01T10:00:00Z",
    eventTime: "2026-03-01T10:00:00Z",
  };
  const without = (event: JsonObject, ...names: readonly string[]): JsonObject =>
    Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)));
  const events: Readonly<Record<string, JsonObject>> = {
    ObjectEvent: { action: "ADD", quantityList: classes, epcList: epcs, ...everything },
    AggregationEvent: {
      action: "ADD",
      childQuantityList: classes,
      childEPCs: epcs,
      parentID: "a:b",
      ...without(everything, "ilmd", "persistentDisposition"),
    },
    TransactionEvent: {
      action: "ADD",
      quantityList: classes,
      epcList: epcs,
      parentID: "a:b",
      ...without(everything, "ilmd", "persistentDisposition"),
    },
    TransformationEvent: {
      transformationID: "a:b",
      outputQuantityList: classes,
      outputEPCList: epcs,
      inputQuantityList: classes,
      inputEPCList: epcs,
      ...everything,
    },
    AssociationEvent: {
      action: "ADD",
      childQuantityList: classes,
      childEPCs: epcs,
      parentID: "a:b",
      ...without(everything, "ilmd", "persistentDisposition"),
    },
  };

  /** The names of the children of the one event: "extension(a b)" for a wrapper. */
  function order(type: string, version: Version): string {
    const all = { type, ...events[type] };
    const event =
      version === "2.0"
        ? all
        : without(all, "certificationInfo", "persistentDisposition", "sensorElementList");
    const xml = parseXml(written(documentWith([event]), { version }));
    const find = (element: XmlElement): XmlElement | undefined =>
      element.name === type ? element : element.children.map(find).find((found) => found !== undefined);
    const names = (element: XmlElement): string =>
      element.children
        .map((child) => (/xtension$/.test(child.name) ? `${child.name}(${names(child)})` : child.name))
        .join(" ");
    const found = xml.ok ? find(xml.value) : undefined;
    return found ? names(found) : "";
  }

  const FIRST = "eventTime recordTime eventTimeZoneOffset";
  const FIRST_20 = `${FIRST} eventID errorDeclaration certificationInfo certificationInfo`;
  const FIRST_12 = `${FIRST} baseExtension(eventID errorDeclaration)`;
  const STEP = "bizStep disposition readPoint bizLocation";
  const PARTIES = "sourceList destinationList";

  it.each([
    [
      "ObjectEvent",
      `epcList action ${STEP} bizTransactionList quantityList ${PARTIES} sensorElementList persistentDisposition ilmd note`,
    ],
    [
      "AggregationEvent",
      `parentID childEPCs action ${STEP} bizTransactionList childQuantityList ${PARTIES} sensorElementList note`,
    ],
    [
      "TransactionEvent",
      `bizTransactionList parentID epcList action ${STEP} quantityList ${PARTIES} sensorElementList note`,
    ],
    [
      "TransformationEvent",
      `inputEPCList inputQuantityList outputEPCList outputQuantityList transformationID ${STEP} bizTransactionList ${PARTIES} sensorElementList persistentDisposition ilmd note`,
    ],
    [
      "AssociationEvent",
      `parentID childEPCs childQuantityList action ${STEP} bizTransactionList ${PARTIES} sensorElementList note`,
    ],
  ])("is that of EPCglobal-epcis-2_0.xsd in %s", (type, names) => {
    expect(order(type, "2.0")).toBe(`${FIRST_20} ${names}`);
  });

  it.each([
    ["ObjectEvent", `epcList action ${STEP} bizTransactionList extension(quantityList ${PARTIES} ilmd) note`],
    [
      "AggregationEvent",
      `parentID childEPCs action ${STEP} bizTransactionList extension(childQuantityList ${PARTIES}) note`,
    ],
    [
      "TransactionEvent",
      `bizTransactionList parentID epcList action ${STEP} extension(quantityList ${PARTIES}) note`,
    ],
    [
      "TransformationEvent",
      `inputEPCList inputQuantityList outputEPCList outputQuantityList transformationID ${STEP} bizTransactionList ${PARTIES} ilmd note`,
    ],
  ])("is that of EPCglobal-epcis-1_2.xsd in %s", (type, names) => {
    expect(order(type, "1.2")).toBe(`${FIRST_12} ${names}`);
  });

  it("is that of the XSD inside the parts, whatever that of the members is", () => {
    const xml = written(documentWith([{ type: "ObjectEvent", ...events.ObjectEvent }]));
    expect(xml).toMatch(/<declarationTime>[\s\S]*<reason>[\s\S]*<correctiveEventIDs>/);
    expect(xml).toMatch(/<unset>[\s\S]*<set>/);
    expect(xml).toMatch(/<sensorMetadata\/>\s*<sensorReport type="gs1:Temperature"\/>/);
  });

  it("has the empty list of objects that 1.2 asks for", () => {
    const event: JsonObject = without(eventWith({ quantityList: classes }), "epcList");
    expect(written(documentWith([event]), { version: "1.2" })).toContain("<epcList/>");
    expect(written(documentWith([event]))).not.toContain("<epcList/>");
  });
});
