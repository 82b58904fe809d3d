import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { documentOf } from "@/lib/core/epcis/pharma/document";
import { EXAMPLES } from "@/lib/core/epcis/pharma/examples.fixture";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { CLASSES, companyPrefix, INSTANCES, type Pair } from "./arbitrary.test-helper";
import { knownPrefixes } from "./company-prefixes";
import { translateIdentifiers } from "./translate";

const CONTEXT = [{ my: "https://ns.example.org/my/" }];
const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const hash = (event: JsonObject, context: unknown = CONTEXT): string => eventHash(event, context, sha256);

/** How each identifier is written: the first of the pair's spellings, the second … by its place. */
type Spelling = (pair: Pair, place: number) => string;
const asUrn: Spelling = ({ urn }) => urn;
const asLink: Spelling = ({ link }) => link;
const mixed: Spelling = ({ urn, link }, place) =>
  [urn, link, link.replace("https://id.gs1.org/", "http://shop.example/")][place % 3] ?? urn;
/** A link that is one already stays, wherever it leads. */
const mixedAsLink: Spelling = (pair, place) => (place % 3 === 0 ? pair.link : mixed(pair, place));

/** An event with every field that names something, and fields that look like it but do not. */
function eventOf(things: readonly Pair[], classes: readonly Pair[], spell: Spelling): JsonObject {
  let place = 0;
  const id = (pairs: readonly Pair[]): string => {
    const pair = pairs[place % pairs.length];
    if (!pair) throw new RangeError("no pairs");
    return spell(pair, place++);
  };
  const quantities = () => [{ epcClass: id(classes), quantity: new ExactNumber("7"), uom: "KGM" }];
  const look = things[0]?.urn ?? "";
  return {
    type: "ObjectEvent",
    eventID: look,
    eventTime: "2026-03-01T08:15:30Z",
    eventTimeZoneOffset: "+01:00",
    epcList: things.map((pair) => spell(pair, place++)),
    parentID: id(things),
    childEPCs: [id(things), id(things)],
    inputEPCList: [id(things)],
    outputEPCList: [id(things)],
    quantityList: quantities(),
    childQuantityList: quantities(),
    inputQuantityList: quantities(),
    outputQuantityList: quantities(),
    transformationID: id(things),
    readPoint: { id: id(things), "my:gate": look },
    bizLocation: { id: id(things) },
    bizTransactionList: [
      { type: "po", bizTransaction: id(things) },
      { bizTransaction: "urn:epcglobal:cbv:bt:9521234000013:PO-7" },
    ],
    sourceList: [{ type: "location", source: id(things) }],
    destinationList: [{ type: "location", destination: id(things) }],
    sensorElementList: [
      {
        sensorMetadata: { deviceID: id(things), rawData: look, bizRules: look },
        sensorReport: [{ type: "Temperature", deviceID: id(things), uriValue: look }],
      },
    ],
    ilmd: { "my:origin": look },
    "my:pack": [look],
  };
}

function documentWith(things: readonly Pair[], classes: readonly Pair[], spell: Spelling): JsonObject {
  const vocabulary = {
    type: "urn:epcglobal:epcis:vtype:EPCClass",
    vocabularyElementList: classes.map((pair, i) => ({
      id: spell(pair, i),
      attributes: [{ id: "urn:epcglobal:cbv:mda#x", attribute: pair.urn }],
      children: [spell(pair, i + 1)],
    })),
  };
  return {
    "@context": CONTEXT,
    type: "EPCISDocument",
    id: things[0]?.urn,
    epcisHeader: { epcisMasterData: { vocabularyList: [vocabulary] } },
    epcisBody: { eventList: [eventOf(things, classes, spell)] },
  };
}

const manyOf =
  (schemes: Readonly<Record<string, (prefix: string) => fc.Arbitrary<Pair>>>) => (prefix: string) =>
    fc.array(fc.oneof(...Object.values(schemes).map((pairs) => pairs(prefix))), {
      minLength: 1,
      maxLength: 6,
    });
const material = companyPrefix.chain((prefix) =>
  fc.record({
    prefix: fc.constant(prefix),
    things: manyOf(INSTANCES)(prefix),
    classes: manyOf(CLASSES)(prefix),
  }),
);

describe("translateIdentifiers", () => {
  it("writes every identifier in the wanted form, changes nothing else, and keeps the event hash", () => {
    fc.assert(
      fc.property(material, ({ prefix, things, classes }) => {
        const known = knownPrefixes([prefix]);
        const document = documentWith(things, classes, mixed);
        expect(translateIdentifiers(document, "urn", known)).toEqual({
          document: documentWith(things, classes, asUrn),
          untranslated: [],
        });
        expect(translateIdentifiers(document, "digital-link", known)).toEqual({
          document: documentWith(things, classes, mixedAsLink),
          untranslated: [],
        });
        const hashes = [mixed, asUrn, asLink, mixedAsLink].map((spell) =>
          hash(eventOf(things, classes, spell)),
        );
        expect(new Set(hashes).size).toBe(1);
      }),
    );
  });

  it("leads there and back, and finds nothing to do the second time", () => {
    fc.assert(
      fc.property(material, ({ prefix, things, classes }) => {
        const known = knownPrefixes([prefix]);
        const links = documentWith(things, classes, asLink);
        const urns = translateIdentifiers(links, "urn", known).document;
        expect(translateIdentifiers(urns, "digital-link", known).document).toEqual(links);
        expect(translateIdentifiers(urns, "urn", known).document).toBe(urns);
        expect(translateIdentifiers(links, "digital-link", known).document).toBe(links);
      }),
    );
  });

  it("keeps the hash of every event Packproof writes, in a document, in query results and alone", () => {
    const { "@context": context, epcisBody } = documentOf(Object.values(EXAMPLES), "2026-11-03T08:00:00Z");
    const events = epcisBody.eventList;
    const known = knownPrefixes(["9521234"]);
    const results = { epcisBody: { queryResults: { resultsBody: { eventList: events } } } };
    const { document, untranslated } = translateIdentifiers(results, "urn", known);
    expect(untranslated).toEqual([]);
    expect(JSON.stringify(document)).not.toContain("https://id.gs1.org/");
    for (const event of events) {
      const alone = translateIdentifiers(event, "urn", known).document;
      expect(alone).not.toEqual(event);
      expect(hash(alone, context)).toBe(hash(event, context));
      expect(JSON.stringify(document)).toContain(JSON.stringify(alone));
    }
  });

  it("leaves what has no other form and says where and why", () => {
    const event = {
      epcList: ["https://id.gs1.org/01/09521234123453/21/1", "urn:epc:id:gid:9.1.2", "https://example.org/x"],
      readPoint: { id: "https://id.gs1.org/414/9521234000013/254/0" },
      bizTransactionList: [{ bizTransaction: "urn:uuid:1" }],
      quantityList: [{ epcClass: "urn:epc:idpat:sgtin:9521234.*.*" }],
    };
    const unknown = translateIdentifiers({ epcisBody: { eventList: [event] } }, "urn", () => null);
    const known = translateIdentifiers(event, "urn", () => 7);
    const links = translateIdentifiers(event, "digital-link", () => null);
    const codes = ({ untranslated }: typeof known) =>
      untranslated.map(({ path, refusal }) => [path, refusal.code]);
    expect(codes(unknown)).toEqual([
      ["epcisBody.eventList[0].epcList[0]", "COMPANY_PREFIX_UNKNOWN"],
      ["epcisBody.eventList[0].readPoint.id", "COMPANY_PREFIX_UNKNOWN"],
    ]);
    expect(unknown.document).toEqual({ epcisBody: { eventList: [event] } });
    expect(codes(known)).toEqual([["readPoint.id", "NO_EPC_URN"]]);
    expect(codes(links)).toEqual([
      ["epcList[1]", "NO_DIGITAL_LINK"],
      ["quantityList[0].epcClass", "NO_DIGITAL_LINK"],
    ]);
    expect(links.untranslated[0]?.value).toBe("urn:epc:id:gid:9.1.2");
  });

  it("takes JSON that is no EPCIS for what it is", () => {
    const odd = { epcList: "urn:epc:id:sgln:9521234.00001.0", readPoint: ["x", null, 1], epcisBody: 3 };
    expect(translateIdentifiers(odd, "digital-link", () => null).document).toEqual({
      ...odd,
      epcList: "https://id.gs1.org/414/9521234000013",
    });
  });
});
