import fc from "fast-check";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { eventArbitrary } from "./event-arbitrary.test-helper";
import { EPCIS_CONTEXT } from "./namespaces";
import type { Version } from "./shape";
import {
  anyText,
  double,
  maybe,
  merged,
  own,
  ownValue,
  uri,
  uris,
  word,
} from "./value-arbitrary.test-helper";

/** One namespace as JSON-LD likes it, one without a separator at its end. */
const PREFIXES = { my: "https://ns.example.org/my/", other: "http://example.com/ext1" };

/** Documents that both the JSON form and this version of the XML form can say. */
export const documentArbitrary = (version: Version): fc.Arbitrary<JsonObject> =>
  fc
    .record(
      {
        exchange: fc.record({
          sender: fc.constantFrom("9521141000005", "urn:epc:id:sgln:9521141.00000.0"),
          receiver: fc.constantFrom("9521999000004", "https://id.gs1.org/417/9521999000004"),
          instanceIdentifier: word,
        }),
        epcisHeader: header(version),
        id: fc.constant("https://example.com/documents/1"),
        own: own("my:document"),
        eventList: fc.array(eventArbitrary(version), { maxLength: 4 }),
      },
      { requiredKeys: ["eventList"] },
    )
    .map(({ exchange, epcisHeader, id, own: members, eventList }) => ({
      "@context": [EPCIS_CONTEXT, PREFIXES],
      type: "EPCISDocument",
      ...(id !== undefined && { id }),
      schemaVersion: "2.0",
      creationDate: "2026-03-01T08:00:00Z",
      ...exchange,
      // EPCIS 1.2 asks for the business header in every header.
      ...(epcisHeader !== undefined && (version === "2.0" || exchange) && { epcisHeader }),
      epcisBody: { eventList },
      ...members,
    }));

const header = (version: Version): fc.Arbitrary<JsonObject> =>
  merged(
    fc.record({
      epcisMasterData: fc.record({
        vocabularyList: fc.array(
          fc.record({
            type: fc.constantFrom("urn:epcglobal:epcis:vtype:EPCClass", "urn:epcglobal:epcis:vtype:Location"),
            vocabularyElementList: fc.array(
              merged(
                fc.record({ id: uri }),
                maybe({
                  attributes: fc.array(
                    fc.record({ id: fc.constant("urn:epcglobal:cbv:mda#name"), attribute: masterValue }),
                    { minLength: 1, maxLength: 3 },
                  ),
                  children: uris,
                }),
                own("my:element"),
              ),
              { minLength: 1, maxLength: 2 },
            ),
          }),
          { maxLength: 2 },
        ),
      }),
    }),
    version === "1.2" ? own("my:header", "other:statement") : fc.constant({}),
  );

const masterValue: fc.Arbitrary<JsonValue> = fc.oneof(
  anyText,
  double,
  fc.record({ "my:inner": ownValue, bare: ownValue }),
);
