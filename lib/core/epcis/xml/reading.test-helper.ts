import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import type { Result } from "@/lib/core/refusal";
import type { XmlElement } from "./element";
import { readXml } from "./read-document";

export const EPCIS_20 = 'xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0"';
export const EPCIS_12 = 'xmlns:epcis="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2"';
export const MORE =
  'creationDate="2026-03-01T08:00:00Z" xmlns:cbvmda="urn:epcglobal:cbv:mda" xmlns:my="https://ns.example.org/my/"';

export const withEvents = (events: string, version = EPCIS_20): string =>
  `<epcis:EPCISDocument ${version} ${MORE}><EPCISBody><EventList>${events}</EventList></EPCISBody></epcis:EPCISDocument>`;

export const TIMES =
  "<eventTime>2026-03-01T10:00:00+01:00</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset>";
export const TIME_MEMBERS = { eventTime: "2026-03-01T10:00:00+01:00", eventTimeZoneOffset: "+01:00" };

export const eventsOf = (document: JsonObject): readonly JsonObject[] =>
  (document.epcisBody as { readonly eventList: readonly JsonObject[] }).eventList;

/** The core has no parser, so the tests bring theirs. */
export function readingWith(parseXml: (text: string) => Result<XmlElement>) {
  const read = (xml: string): Result<JsonObject> => {
    const root = parseXml(xml);
    return root.ok ? readXml(root.value) : root;
  };
  const documentOf = (xml: string): JsonObject => {
    const result = read(xml);
    if (!result.ok) throw new Error(`${result.refusal.message} ${JSON.stringify(result.refusal.facts)}`);
    return result.value;
  };
  /** The document of one event with these fields, whatever validation says of it. */
  const documentWith = (inside: string, type = "ObjectEvent", version = EPCIS_20): JsonObject =>
    documentOf(withEvents(`<${type}>${TIMES}${inside}</${type}>`, version));
  return {
    read,
    documentOf,
    eventIn: (...event: Parameters<typeof documentWith>): JsonObject =>
      eventsOf(documentWith(...event))[0] ?? {},
    contextIn: (inside: string): JsonValue | undefined => documentWith(inside)["@context"],
  };
}
