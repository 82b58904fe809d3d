import { describe, expect, it } from "vitest";
import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { parseXml } from "@/lib/primitives/xml";
import { EPCIS_CONTEXT } from "./namespaces";
import { eventsOf, readingWith } from "./reading.test-helper";
import type { Version } from "./shape";
import { writeXml } from "./write-document";
import { documentWith, EVENT, eventWith, written } from "./writing.test-helper";

const { documentOf } = readingWith(parseXml);

/** What refuses to be written, and where. */
function refusedAt(document: JsonObject, version: Version = "2.0"): { code: string; paths: string[] } {
  const xml = writeXml(document, { version });
  if (xml.ok) throw new Error(`Written:\n${xml.value}`);
  return { code: xml.refusal.code, paths: String(xml.refusal.facts?.paths ?? "").split("\n") };
}
const NOT_IN_XML = "JSON_NOT_IN_XML";

describe("EPCIS XML text", () => {
  const event = eventWith({
    eventID: "urn:uuid:1",
    bizStep: "shipping",
    readPoint: { id: "urn:epc:id:sgln:9521141.00011.0" },
    quantityList: [{ epcClass: "urn:epc:class:lgtin:9521141.012345.L1", quantity: new ExactNumber("1.50") }],
    sourceList: [{ type: "owning_party", source: "urn:epc:id:pgln:9521141.00000" }],
    "my:note": "n",
  });
  const transformation = {
    type: "TransformationEvent",
    eventTime: "2026-03-01T10:00:00Z",
    eventTimeZoneOffset: "+00:00",
    inputEPCList: ["urn:epc:id:sgtin:9521141.011111.1"],
    outputEPCList: ["urn:epc:id:sgtin:9521141.011111.2"],
  };

  it("is this in 2.0", () => {
    expect(written(documentWith([event, transformation]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:my="https://ns.example.org/my/" schemaVersion="2.0" creationDate="2026-03-01T08:00:00Z">
  <EPCISBody>
    <EventList>
      <ObjectEvent>
        <eventTime>2026-03-01T10:00:00+01:00</eventTime>
        <eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
        <eventID>urn:uuid:1</eventID>
        <epcList>
          <epc>urn:epc:id:sgtin:9521141.011111.1</epc>
        </epcList>
        <action>OBSERVE</action>
        <bizStep>https://ref.gs1.org/cbv/BizStep-shipping</bizStep>
        <readPoint>
          <id>urn:epc:id:sgln:9521141.00011.0</id>
        </readPoint>
        <quantityList>
          <quantityElement>
            <epcClass>urn:epc:class:lgtin:9521141.012345.L1</epcClass>
            <quantity>1.50</quantity>
          </quantityElement>
        </quantityList>
        <sourceList>
          <source type="https://ref.gs1.org/cbv/SDT-owning_party">urn:epc:id:pgln:9521141.00000</source>
        </sourceList>
        <my:note>n</my:note>
      </ObjectEvent>
      <TransformationEvent>
        <eventTime>2026-03-01T10:00:00Z</eventTime>
        <eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
        <inputEPCList>
          <epc>urn:epc:id:sgtin:9521141.011111.1</epc>
        </inputEPCList>
        <outputEPCList>
          <epc>urn:epc:id:sgtin:9521141.011111.2</epc>
        </outputEPCList>
      </TransformationEvent>
    </EventList>
  </EPCISBody>
</epcis:EPCISDocument>
`);
  });

  it("is this in 1.2", () => {
    const more = {
      sender: "9521141000005",
      receiver: "urn:epc:id:sgln:9521999.00000.0",
      instanceIdentifier: "1",
    };
    const statement = { affirmed: true, legalNotice: "Seller has complied." };
    const options = { version: "1.2", transactionStatement: statement } as const;
    expect(
      written(documentWith([event, transformation], more), options),
    ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" xmlns:my="https://ns.example.org/my/" xmlns:sbdh="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader" xmlns:gs1ushc="http://epcis.gs1us.org/hc/ns" schemaVersion="1.2" creationDate="2026-03-01T08:00:00Z">
  <EPCISHeader>
    <sbdh:StandardBusinessDocumentHeader>
      <sbdh:HeaderVersion>1.0</sbdh:HeaderVersion>
      <sbdh:Sender>
        <sbdh:Identifier Authority="GLN">9521141000005</sbdh:Identifier>
      </sbdh:Sender>
      <sbdh:Receiver>
        <sbdh:Identifier Authority="GS1">urn:epc:id:sgln:9521999.00000.0</sbdh:Identifier>
      </sbdh:Receiver>
      <sbdh:DocumentIdentification>
        <sbdh:Standard>EPCglobal</sbdh:Standard>
        <sbdh:TypeVersion>1.0</sbdh:TypeVersion>
        <sbdh:InstanceIdentifier>1</sbdh:InstanceIdentifier>
        <sbdh:Type>Events</sbdh:Type>
        <sbdh:CreationDateAndTime>2026-03-01T08:00:00Z</sbdh:CreationDateAndTime>
      </sbdh:DocumentIdentification>
    </sbdh:StandardBusinessDocumentHeader>
    <gs1ushc:dscsaTransactionStatement>
      <gs1ushc:affirmTransactionStatement>true</gs1ushc:affirmTransactionStatement>
      <gs1ushc:legalNotice>Seller has complied.</gs1ushc:legalNotice>
    </gs1ushc:dscsaTransactionStatement>
  </EPCISHeader>
  <EPCISBody>
    <EventList>
      <ObjectEvent>
        <eventTime>2026-03-01T10:00:00+01:00</eventTime>
        <eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
        <baseExtension>
          <eventID>urn:uuid:1</eventID>
        </baseExtension>
        <epcList>
          <epc>urn:epc:id:sgtin:9521141.011111.1</epc>
        </epcList>
        <action>OBSERVE</action>
        <bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>
        <readPoint>
          <id>urn:epc:id:sgln:9521141.00011.0</id>
        </readPoint>
        <extension>
          <quantityList>
            <quantityElement>
              <epcClass>urn:epc:class:lgtin:9521141.012345.L1</epcClass>
              <quantity>1.50</quantity>
            </quantityElement>
          </quantityList>
          <sourceList>
            <source type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:9521141.00000</source>
          </sourceList>
        </extension>
        <my:note>n</my:note>
      </ObjectEvent>
      <extension>
        <TransformationEvent>
          <eventTime>2026-03-01T10:00:00Z</eventTime>
          <eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
          <inputEPCList>
            <epc>urn:epc:id:sgtin:9521141.011111.1</epc>
          </inputEPCList>
          <outputEPCList>
            <epc>urn:epc:id:sgtin:9521141.011111.2</epc>
          </outputEPCList>
        </TransformationEvent>
      </extension>
    </EventList>
  </EPCISBody>
</epcis:EPCISDocument>
`);
  });

  it("escapes what markup needs, and keeps the white space a parser would change", () => {
    const text = " a<b>&\"'\r\n\t]]>é😀 ";
    const sensorReport = [{ type: "Temperature", stringValue: text }];
    const event = eventWith({ "my:note": text, sensorElementList: [{ sensorReport }] });
    const xml = written(documentWith([event]));
    expect(xml).toContain("<my:note> a&lt;b&gt;&amp;\"'&#13;\n\t]]&gt;é😀 </my:note>");
    expect(xml).toContain('stringValue=" a&lt;b&gt;&amp;&quot;\'&#13;&#10;&#9;]]&gt;é😀 "');
    expect(eventsOf(documentOf(xml))).toEqual([event]);
  });

  it("refuses characters no XML document can hold, with their places", () => {
    const event = eventWith({ "my:a": ["\u0000", "ok", "\uFFFE"], "my:b": { "@c": "\uD800" } });
    expect(refusedAt(documentWith([event]))).toEqual({
      code: NOT_IN_XML,
      paths: ['my:a"][0]', 'my:a"][2]', 'my:b"]["@c"]'].map((end) => `epcisBody.eventList[0]["${end}`),
    });
  });

  it("writes a quantity without an exponent, and leaves out a list that is empty for nothing", () => {
    const quantityList = [{ epcClass: "a:b", quantity: new ExactNumber("1.5e3") }];
    const xml = written(documentWith([eventWith({ epcList: [], quantityList, sourceList: [] })]));
    expect(xml).toContain("<quantity>1500</quantity>");
    expect(xml).toContain("<epcList/>");
    expect(xml).not.toContain("sourceList");
  });
});

describe("what XML can't say", () => {
  const at = (path: string): { code: string; paths: string[] } => ({
    code: NOT_IN_XML,
    paths: [`epcisBody.eventList[0]${path}`],
  });
  const nested: JsonValue = [["a"]];

  it.each([
    ["a name of an unknown prefix", { "nobody:knows": 1 }, '["nobody:knows"]'],
    ["a name that is none in XML", { "my:1st": 1 }, '["my:1st"]'],
    [
      "a name in a namespace of the standard",
      { "urn:epcglobal:epcis:xsd:2": 1 },
      '["urn:epcglobal:epcis:xsd:2"]',
    ],
    ["a list inside a list", { "my:a": nested }, '["my:a"][0]'],
    ["text beside members", { "my:a": { "#text": "x", "my:b": "y" } }, '["my:a"]'],
    ["an attribute that is an object", { "my:a": { "@b": {} } }, '["my:a"]["@b"]'],
    [
      "one attribute twice",
      { "@context": { our: "https://ns.example.org/my/" }, "my:a": { "@my:b": "1", "@our:b": "2" } },
      '["my:a"]',
    ],
    ["a member of a place without a namespace", { readPoint: { id: "a:b", name: "x" } }, ".readPoint.name"],
    [
      "a structure in sensor data",
      { sensorElementList: [{ sensorReport: [{ type: "Temperature", "my:a": {} }] }] },
      '.sensorElementList[0].sensorReport[0]["my:a"]',
    ],
  ])("is %s", (_, event, path) => {
    expect(refusedAt(documentWith([eventWith(event)]))).toEqual(at(path));
  });

  it("is an event type of one's own", () => {
    const event = { type: "my:Event", eventTime: EVENT.eventTime ?? "", eventTimeZoneOffset: "+01:00" };
    expect(refusedAt(documentWith([event]))).toEqual(at(""));
  });

  it("is, in 1.2, what came with 2.0: every place is told", () => {
    const events = [
      eventWith({ certificationInfo: "a:b", persistentDisposition: { set: ["in_transit"] } }),
      eventWith({ sensorElementList: [{ sensorReport: [{ type: "Temperature" }] }] }),
      { ...EVENT, type: "AssociationEvent", parentID: "a:b", childEPCs: ["a:c"], epcList: undefined },
    ];
    expect(refusedAt(documentWith(events), "1.2")).toEqual({
      code: NOT_IN_XML,
      paths: [
        "epcisBody.eventList[0].certificationInfo",
        "epcisBody.eventList[0].persistentDisposition",
        "epcisBody.eventList[1].sensorElementList",
        "epcisBody.eventList[2]",
      ],
    });
  });

  it("is half of an exchange, and in 1.2 a header without one", () => {
    expect(refusedAt(documentWith([], { sender: "9521141000005" })).paths).toEqual([
      "receiver",
      "instanceIdentifier",
    ]);
    const master = { epcisHeader: { epcisMasterData: { vocabularyList: [] } } };
    expect(refusedAt(documentWith([], master), "1.2").paths).toEqual(["sender"]);
    expect(written(documentWith([], master))).toContain("<VocabularyList/>");
  });

  it("is, in 2.0, a header of one's own; and a second transaction statement", () => {
    const exchange = { sender: "a", receiver: "b", instanceIdentifier: "c" };
    const header = { "my:statement": "s" };
    expect(refusedAt(documentWith([], { ...exchange, epcisHeader: header })).paths).toEqual([
      'epcisHeader["my:statement"]',
    ]);
    const statement = { affirmed: true, legalNotice: "n" };
    const options = { version: "1.2", transactionStatement: statement } as const;
    const once = documentOf(written(documentWith([], exchange), options));
    expect(writeXml(once, { version: "1.2" }).ok).toBe(true);
    expect(writeXml(once, options)).toMatchObject({ refusal: { code: NOT_IN_XML } });
    expect(writeXml(documentWith([]), { ...options, version: "2.0" })).toMatchObject({
      refusal: { code: NOT_IN_XML, facts: { paths: "epcisHeader" } },
    });
  });

  it("is what is no valid EPCIS document", () => {
    expect(refusedAt(eventWith({ "@context": EPCIS_CONTEXT })).code).toBe("JSON_NOT_EPCIS");
    expect(writeXml(documentWith([eventWith({ action: "LOOK" })]), { version: "2.0" })).toMatchObject({
      refusal: { code: "JSON_NOT_EPCIS", facts: { path: "epcisBody.eventList[0].action" } },
    });
  });
});
