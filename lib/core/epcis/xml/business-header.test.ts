import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { validateDocument } from "@/lib/core/epcis/validate";
import { parseXml } from "@/lib/primitives/xml";
import { EPCIS_12, MORE, readingWith } from "./reading.test-helper";
import { writeXml } from "./write-document";

const { documentOf, read } = readingWith(parseXml);

const partner = (role: string, identifier: string, more = ""): string =>
  `<sbdh:${role}><sbdh:Identifier Authority="GS1">${identifier}</sbdh:Identifier>${more}</sbdh:${role}>`;

const business = ({
  receivers = partner("Receiver", "urn:epc:id:sgln:039999.999999.0"),
  type = "Events",
} = {}) => `
  <sbdh:StandardBusinessDocumentHeader xmlns:sbdh="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">
    <sbdh:HeaderVersion>1.0</sbdh:HeaderVersion>
    ${partner("Sender", "urn:epc:id:sgln:030001.111111.0")}${receivers}
    <sbdh:DocumentIdentification>
      <sbdh:Standard>EPCglobal</sbdh:Standard><sbdh:TypeVersion>1.0</sbdh:TypeVersion>
      <sbdh:InstanceIdentifier>1100220001</sbdh:InstanceIdentifier><sbdh:Type>${type}</sbdh:Type>
      <sbdh:CreationDateAndTime>2026-03-01T08:00:00Z</sbdh:CreationDateAndTime>
    </sbdh:DocumentIdentification>
  </sbdh:StandardBusinessDocumentHeader>`;

const MASTER_DATA = `<extension><EPCISMasterData><VocabularyList>
  <Vocabulary type="urn:epcglobal:epcis:vtype:EPCClass"><VocabularyElementList>
    <VocabularyElement id="urn:epc:idpat:sgtin:030001.0012345.*">
      <attribute id="urn:epcglobal:cbv:mda#regulatedProductName">Epcistra</attribute>
      <attribute id="urn:epcglobal:cbv:mda#strengthDescription"><my:strength>100mg</my:strength></attribute>
      <children><id>urn:epc:idpat:sgtin:030001.0012346.*</id></children>
    </VocabularyElement>
  </VocabularyElementList></Vocabulary></VocabularyList></EPCISMasterData></extension>`;

const STATEMENT = `
  <gs1ushc:guidelineVersion xmlns:gs1ushc="http://epcis.gs1us.org/hc/ns">GS1 US DSCSA R1.3</gs1ushc:guidelineVersion>
  <gs1ushc:dscsaTransactionStatement xmlns:gs1ushc="http://epcis.gs1us.org/hc/ns">
    <gs1ushc:affirmTransactionStatement>true</gs1ushc:affirmTransactionStatement>
    <gs1ushc:legalNotice>Seller has complied.</gs1ushc:legalNotice>
  </gs1ushc:dscsaTransactionStatement>`;

const withHeader = (header: string): string =>
  `<epcis:EPCISDocument ${EPCIS_12} ${MORE}><EPCISHeader>${header}</EPCISHeader><EPCISBody><EventList/></EPCISBody></epcis:EPCISDocument>`;

const EXCHANGE = {
  sender: "urn:epc:id:sgln:030001.111111.0",
  receiver: "urn:epc:id:sgln:039999.999999.0",
  instanceIdentifier: "1100220001",
  creationDate: "2026-03-01T08:00:00Z",
};

/** Valid, and the same again after XML 1.2. */
function stays(document: JsonObject): JsonObject {
  expect(validateDocument(document).issues).toEqual([]);
  const xml = writeXml(document, { version: "1.2" });
  expect(xml).toMatchObject({ ok: true });
  if (xml.ok) expect(documentOf(xml.value)).toEqual(document);
  return document;
}

describe("the header of a DSCSA document", () => {
  it("is who sends what to whom, master data, and the transaction statement", () => {
    expect(stays(documentOf(withHeader(business() + MASTER_DATA + STATEMENT)))).toEqual({
      "@context": [
        "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        { my: "https://ns.example.org/my/", gs1ushc: "http://epcis.gs1us.org/hc/ns" },
      ],
      type: "EPCISDocument",
      schemaVersion: "2.0",
      ...EXCHANGE,
      epcisHeader: {
        epcisMasterData: {
          vocabularyList: [
            {
              type: "urn:epcglobal:epcis:vtype:EPCClass",
              vocabularyElementList: [
                {
                  id: "urn:epc:idpat:sgtin:030001.0012345.*",
                  attributes: [
                    { id: "urn:epcglobal:cbv:mda#regulatedProductName", attribute: "Epcistra" },
                    {
                      id: "urn:epcglobal:cbv:mda#strengthDescription",
                      attribute: { "my:strength": "100mg" },
                    },
                  ],
                  children: ["urn:epc:idpat:sgtin:030001.0012346.*"],
                },
              ],
            },
          ],
        },
        "gs1ushc:guidelineVersion": "GS1 US DSCSA R1.3",
        "gs1ushc:dscsaTransactionStatement": {
          "gs1ushc:affirmTransactionStatement": "true",
          "gs1ushc:legalNotice": "Seller has complied.",
        },
      },
      epcisBody: { eventList: [] },
    });
  });

  it("leaves no member where the business header says nothing more", () => {
    const document = stays(documentOf(withHeader(business())));
    expect(document).toMatchObject(EXCHANGE);
    expect(document.epcisHeader).toBeUndefined();
    expect(document["@context"]).toHaveLength(1);
  });

  it("is kept whole where the business header says more", () => {
    const contact = "<sbdh:ContactInformation><sbdh:Contact>Jo</sbdh:Contact></sbdh:ContactInformation>";
    const receiver = partner("Receiver", "urn:epc:id:sgln:039999.999999.0", contact);
    const document = stays(documentOf(withHeader(business({ receivers: receiver }))));
    expect(document).toMatchObject({
      ...EXCHANGE,
      epcisHeader: {
        "sbdh:StandardBusinessDocumentHeader": {
          "sbdh:Receiver": { "sbdh:ContactInformation": { "sbdh:Contact": "Jo" } },
        },
      },
    });
    const other = writeXml({ ...document, sender: "9521141000005" }, { version: "1.2" });
    expect(other).toMatchObject({ refusal: { code: "JSON_NOT_IN_XML", facts: { paths: "sender" } } });
  });

  it("names no receiver where there are several, and another time where there is another", () => {
    const two = partner("Receiver", "9521141000005") + partner("Receiver", "9521999000004");
    expect(stays(documentOf(withHeader(business({ receivers: two })))).receiver).toBeUndefined();
    const later = business().replace("2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z");
    expect(stays(documentOf(withHeader(later)))).toMatchObject({
      creationDate: "2026-03-01T08:00:00Z",
      epcisHeader: { "sbdh:StandardBusinessDocumentHeader": {} },
    });
  });

  it("gives the document its time where it has none itself", () => {
    const document = documentOf(withHeader(business()).replace(/creationDate="[^"]*"/, ""));
    expect(document.creationDate).toBe("2026-03-01T08:00:00Z");
  });

  it("can't be said of a query document in JSON", () => {
    const query = withHeader(business())
      .replaceAll("EPCISDocument", "EPCISQueryDocument")
      .replace("urn:epcglobal:epcis:xsd:1", "urn:epcglobal:epcis-query:xsd:1");
    expect(read(query)).toMatchObject({ refusal: { code: "XML_NOT_IN_JSON" } });
  });
});
