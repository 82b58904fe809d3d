import type { JsonObject } from "@/lib/core/canonical/json-value";
import { EPCIS_CONTEXT } from "./namespaces";
import { type WriteXmlOptions, writeXml } from "./write-document";

export const documentWith = (events: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
  "@context": [EPCIS_CONTEXT, { my: "https://ns.example.org/my/" }],
  type: "EPCISDocument",
  schemaVersion: "2.0",
  creationDate: "2026-03-01T08:00:00Z",
  epcisBody: { eventList: events },
  ...more,
});

export const EVENT: JsonObject = {
  type: "ObjectEvent",
  eventTime: "2026-03-01T10:00:00+01:00",
  eventTimeZoneOffset: "+01:00",
  epcList: ["urn:epc:id:sgtin:9521141.011111.1"],
  action: "OBSERVE",
};
export const eventWith = (more: JsonObject): JsonObject => ({ ...EVENT, ...more });

export function written(document: JsonObject, options: WriteXmlOptions = { version: "2.0" }): string {
  const xml = writeXml(document, options);
  if (!xml.ok) throw new Error(`${xml.refusal.message} ${JSON.stringify(xml.refusal.facts)}`);
  return xml.value;
}
