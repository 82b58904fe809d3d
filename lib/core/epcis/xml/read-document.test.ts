import { describe, expect, it } from "vitest";
import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { validateDocument } from "@/lib/core/epcis/validate";
import { parseXml } from "@/lib/primitives/xml";
import {
  EPCIS_12,
  EPCIS_20,
  eventsOf,
  MORE,
  readingWith,
  TIME_MEMBERS,
  TIMES,
  withEvents,
} from "./reading.test-helper";

const { documentOf, eventIn, read } = readingWith(parseXml);

/** The events of a valid document. */
function eventsIn(events: string, version = EPCIS_20): readonly JsonObject[] {
  const document = documentOf(withEvents(events, version));
  expect(validateDocument(document).issues).toEqual([]);
  return eventsOf(document);
}

describe("EPCIS 2.0 XML", () => {
  it("gives an ObjectEvent with every field", () => {
    const [event] = eventsIn(`<ObjectEvent>
      <eventTime>2026-03-01T10:00:00+01:00</eventTime>
      <recordTime>2026-03-01T10:00:01+01:00</recordTime>
      <eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
      <eventID>urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8</eventID>
      <errorDeclaration>
        <declarationTime>2026-03-02T10:00:00Z</declarationTime>
        <reason>urn:epcglobal:cbv:er:incorrect_data</reason>
        <correctiveEventIDs><correctiveEventID>urn:uuid:1</correctiveEventID></correctiveEventIDs>
        <my:why>typing</my:why>
      </errorDeclaration>
      <certificationInfo>https://example.org/certificate/1</certificationInfo>
      <epcList><epc> urn:epc:id:sgtin:9521141.011111.1 </epc><epc>https://id.gs1.org/00/195211411234567892</epc></epcList>
      <action>ADD</action>
      <bizStep>https://ref.gs1.org/cbv/BizStep-commissioning</bizStep>
      <disposition>urn:epcglobal:cbv:disp:active</disposition>
      <readPoint><id>urn:epc:id:sgln:9521141.00011.0</id><my:shelf>7</my:shelf></readPoint>
      <bizLocation><id>urn:epc:id:sgln:9521141.00011.0</id></bizLocation>
      <bizTransactionList>
        <bizTransaction type="urn:epcglobal:cbv:btt:po">urn:epcglobal:cbv:bt:9521141000005:4711</bizTransaction>
        <bizTransaction>urn:epcglobal:cbv:bt:9521141000005:4712</bizTransaction>
      </bizTransactionList>
      <quantityList>
        <quantityElement><epcClass>urn:epc:class:lgtin:9521141.012345.L1</epcClass><quantity>600.50</quantity><uom>KGM</uom></quantityElement>
        <quantityElement><epcClass>urn:epc:class:lgtin:9521141.012345.L2</epcClass></quantityElement>
      </quantityList>
      <sourceList><source type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:9521141.00000</source></sourceList>
      <destinationList><destination type="https://ref.gs1.org/cbv/SDT-location">urn:epc:id:sgln:9521999.00000.0</destination></destinationList>
      <sensorElementList>
        <sensorElement>
          <sensorMetadata time="2026-03-01T10:00:00Z" deviceID="urn:epc:id:giai:4000001.111" my:calibrated="yes"/>
          <sensorReport type="gs1:Temperature" value="26.0" uom="CEL" booleanValue="1" my:note="n"/>
          <sensorReport type="https://gs1.org/voc/Angle" exception="gs1:ALARM_CONDITION" component="cbv:Comp-latitude" value="1e3"/>
          <my:sensor>s</my:sensor>
        </sensorElement>
      </sensorElementList>
      <persistentDisposition>
        <unset>urn:epcglobal:cbv:disp:recalled</unset>
        <set>https://ref.gs1.org/cbv/Disp-completeness_verified</set>
        <set>urn:epcglobal:cbv:disp:in_transit</set>
      </persistentDisposition>
      <ilmd><cbvmda:lotNumber>L1</cbvmda:lotNumber></ilmd>
      <my:note>first</my:note><my:note>second</my:note>
    </ObjectEvent>`);
    expect(event).toEqual({
      type: "ObjectEvent",
      ...TIME_MEMBERS,
      recordTime: "2026-03-01T10:00:01+01:00",
      eventID: "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
      errorDeclaration: {
        declarationTime: "2026-03-02T10:00:00Z",
        reason: "incorrect_data",
        correctiveEventIDs: ["urn:uuid:1"],
        "my:why": "typing",
      },
      certificationInfo: "https://example.org/certificate/1",
      epcList: ["urn:epc:id:sgtin:9521141.011111.1", "https://id.gs1.org/00/195211411234567892"],
      action: "ADD",
      bizStep: "commissioning",
      disposition: "active",
      readPoint: { id: "urn:epc:id:sgln:9521141.00011.0", "my:shelf": "7" },
      bizLocation: { id: "urn:epc:id:sgln:9521141.00011.0" },
      bizTransactionList: [
        { type: "po", bizTransaction: "urn:epcglobal:cbv:bt:9521141000005:4711" },
        { bizTransaction: "urn:epcglobal:cbv:bt:9521141000005:4712" },
      ],
      quantityList: [
        {
          epcClass: "urn:epc:class:lgtin:9521141.012345.L1",
          quantity: new ExactNumber("600.50"),
          uom: "KGM",
        },
        { epcClass: "urn:epc:class:lgtin:9521141.012345.L2" },
      ],
      sourceList: [{ type: "owning_party", source: "urn:epc:id:pgln:9521141.00000" }],
      destinationList: [{ type: "location", destination: "urn:epc:id:sgln:9521999.00000.0" }],
      sensorElementList: [
        {
          sensorMetadata: {
            time: "2026-03-01T10:00:00Z",
            deviceID: "urn:epc:id:giai:4000001.111",
            "my:calibrated": "yes",
          },
          sensorReport: [
            {
              type: "Temperature",
              value: new ExactNumber("26.0"),
              uom: "CEL",
              booleanValue: true,
              "my:note": "n",
            },
            {
              type: "Angle",
              exception: "ALARM_CONDITION",
              component: "latitude",
              value: new ExactNumber("1e3"),
            },
          ],
          "my:sensor": "s",
        },
      ],
      persistentDisposition: { unset: ["recalled"], set: ["completeness_verified", "in_transit"] },
      ilmd: { "cbvmda:lotNumber": "L1" },
      "my:note": ["first", "second"],
    });
  });

  it("gives the other event types", () => {
    const events = eventsIn(`
      <AggregationEvent>${TIMES}<parentID>urn:epc:id:sscc:9521141.1234567890</parentID>
        <childEPCs><epc>urn:epc:id:sgtin:9521141.011111.1</epc></childEPCs><action>ADD</action></AggregationEvent>
      <TransactionEvent>${TIMES}
        <bizTransactionList><bizTransaction>urn:epcglobal:cbv:bt:9521141000005:1</bizTransaction></bizTransactionList>
        <epcList><epc>urn:epc:id:sgtin:9521141.011111.1</epc></epcList><action>OBSERVE</action></TransactionEvent>
      <TransformationEvent>${TIMES}<inputEPCList><epc>urn:epc:id:sgtin:9521141.011111.1</epc></inputEPCList>
        <outputQuantityList><quantityElement><epcClass>urn:epc:idpat:sgtin:9521141.011112.*</epcClass><quantity>5</quantity></quantityElement></outputQuantityList>
        <transformationID>urn:uuid:1</transformationID></TransformationEvent>
      <AssociationEvent>${TIMES}<parentID>urn:epc:id:grai:9521141.55555.987</parentID>
        <childEPCs><epc>urn:epc:id:giai:9521141.12345</epc></childEPCs><action>DELETE</action></AssociationEvent>`);
    expect(events).toEqual([
      {
        type: "AggregationEvent",
        ...TIME_MEMBERS,
        parentID: "urn:epc:id:sscc:9521141.1234567890",
        childEPCs: ["urn:epc:id:sgtin:9521141.011111.1"],
        action: "ADD",
      },
      {
        type: "TransactionEvent",
        ...TIME_MEMBERS,
        bizTransactionList: [{ bizTransaction: "urn:epcglobal:cbv:bt:9521141000005:1" }],
        epcList: ["urn:epc:id:sgtin:9521141.011111.1"],
        action: "OBSERVE",
      },
      {
        type: "TransformationEvent",
        ...TIME_MEMBERS,
        inputEPCList: ["urn:epc:id:sgtin:9521141.011111.1"],
        outputQuantityList: [
          { epcClass: "urn:epc:idpat:sgtin:9521141.011112.*", quantity: new ExactNumber("5") },
        ],
        transformationID: "urn:uuid:1",
      },
      {
        type: "AssociationEvent",
        ...TIME_MEMBERS,
        parentID: "urn:epc:id:grai:9521141.55555.987",
        childEPCs: ["urn:epc:id:giai:9521141.12345"],
        action: "DELETE",
      },
    ]);
  });

  it("reads a query document, its results qualified or not", () => {
    for (const name of ["epcisq:QueryResults", "QueryResults"]) {
      const document = documentOf(`<epcisq:EPCISQueryDocument xmlns:epcisq="urn:epcglobal:epcis-query:xsd:2"
        schemaVersion="2.0" creationDate="2026-03-01T08:00:00Z"><EPCISBody><${name}><queryName>q</queryName>
        <subscriptionID>s</subscriptionID><resultsBody><EventList/></resultsBody></${name}></EPCISBody></epcisq:EPCISQueryDocument>`);
      expect(document).toEqual({
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        type: "EPCISQueryDocument",
        schemaVersion: "2.0",
        creationDate: "2026-03-01T08:00:00Z",
        epcisBody: { queryResults: { queryName: "q", subscriptionID: "s", resultsBody: { eventList: [] } } },
      });
      expect(validateDocument(document).ok).toBe(true);
    }
  });

  it("reads a body without an EventList, which XML allows, as one without events", () => {
    const document = documentOf(
      `<epcis:EPCISDocument ${EPCIS_20} ${MORE}><EPCISBody/></epcis:EPCISDocument>`,
    );
    expect(document.epcisBody).toEqual({ eventList: [] });
  });

  it("takes elements that are all qualified, although the schema wants only the outermost so", () => {
    const document =
      documentOf(`<EPCISDocument xmlns="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="x">
      <EPCISBody><EventList><ObjectEvent>${TIMES}<epcList/><action>OBSERVE</action></ObjectEvent></EventList></EPCISBody></EPCISDocument>`);
    expect(document.epcisBody).toEqual({
      eventList: [{ type: "ObjectEvent", ...TIME_MEMBERS, epcList: [], action: "OBSERVE" }],
    });
  });
});

describe("EPCIS 1.2 XML", () => {
  it("has fields in baseExtension and extension, and TransformationEvent in extension", () => {
    const events = eventsIn(
      `<ObjectEvent>${TIMES}
        <baseExtension><eventID>urn:uuid:1</eventID><errorDeclaration><declarationTime>2026-03-02T10:00:00Z</declarationTime></errorDeclaration></baseExtension>
        <epcList/><action>ADD</action>
        <extension>
          <quantityList><quantityElement><epcClass>urn:epc:class:lgtin:9521141.012345.L1</epcClass></quantityElement></quantityList>
          <sourceList><source type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:9521141.00000</source></sourceList>
          <ilmd><cbvmda:lotNumber>L1</cbvmda:lotNumber></ilmd>
        </extension><my:note>n</my:note></ObjectEvent>
      <extension><TransformationEvent>${TIMES}
        <inputEPCList><epc>urn:epc:id:sgtin:9521141.011111.1</epc></inputEPCList>
        <outputEPCList><epc>urn:epc:id:sgtin:9521141.011111.2</epc></outputEPCList></TransformationEvent></extension>`,
      EPCIS_12,
    );
    expect(events).toEqual([
      {
        type: "ObjectEvent",
        ...TIME_MEMBERS,
        eventID: "urn:uuid:1",
        errorDeclaration: { declarationTime: "2026-03-02T10:00:00Z" },
        action: "ADD",
        quantityList: [{ epcClass: "urn:epc:class:lgtin:9521141.012345.L1" }],
        sourceList: [{ type: "owning_party", source: "urn:epc:id:pgln:9521141.00000" }],
        ilmd: { "cbvmda:lotNumber": "L1" },
        "my:note": "n",
      },
      {
        type: "TransformationEvent",
        ...TIME_MEMBERS,
        inputEPCList: ["urn:epc:id:sgtin:9521141.011111.1"],
        outputEPCList: ["urn:epc:id:sgtin:9521141.011111.2"],
      },
    ]);
  });

  it("keeps an empty list of objects where nothing else names them: all of them left the parent", () => {
    const unpacked = `<parentID>urn:epc:id:sscc:9521141.1234567890</parentID><childEPCs/><action>DELETE</action>`;
    expect(eventIn(unpacked, "AggregationEvent", EPCIS_12).childEPCs).toEqual([]);
  });

  it("reads what others put into its extensions of 2.0, because the names are the standard's", () => {
    const disposition =
      "<persistentDisposition><set>urn:epcglobal:cbv:disp:in_transit</set></persistentDisposition>";
    const event = eventIn(
      `<extension><extension>${disposition}</extension></extension>`,
      "ObjectEvent",
      EPCIS_12,
    );
    expect(event.persistentDisposition).toEqual({ set: ["in_transit"] });
  });

  it("refuses QuantityEvent, which has no action", () => {
    expect(read(withEvents("<QuantityEvent/>", EPCIS_12))).toMatchObject({
      refusal: {
        code: "XML_NOT_IN_JSON",
        message: expect.stringContaining("no QuantityEvent"),
        facts: { path: "epcis:EPCISDocument/EPCISBody/EventList/QuantityEvent" },
      },
    });
  });
});
