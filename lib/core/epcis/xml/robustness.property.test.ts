import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { validateDocument } from "@/lib/core/epcis/validate";
import { parseXml } from "@/lib/primitives/xml";
import { documentArbitrary } from "./document-arbitrary.test-helper";
import { EVENTS } from "./event-fields";
import { readXml } from "./read-document";
import { writeXml } from "./write-document";

/** Names the reader knows, in places where they may not stand, among others. */
const NAMES = [
  ...[
    "EPCISHeader",
    "EPCISBody",
    "EventList",
    "EPCISMasterData",
    "VocabularyList",
    "Vocabulary",
    "attribute",
  ],
  ...[
    "extension",
    "baseExtension",
    "QuantityEvent",
    "epc",
    "id",
    "quantityElement",
    "sensorElement",
    "sensorReport",
  ],
  ...["constructor", "__proto__", "toString", "my:own", "my:__proto__", "cbvmda:lotNumber", "xsi:type"],
  ...EVENTS.keys(),
  ...[...EVENTS.values()].flatMap(({ shape }) => [...shape.elements.keys()]),
];
const ATTRIBUTES = [
  "type",
  "id",
  "value",
  "time",
  "my:own",
  "xsi:type",
  "xsi:nil",
  "context",
  "__proto__",
  "constructor",
];
const TEXTS = [
  "",
  " ",
  "ADD",
  "600",
  "xsd:integer",
  "true",
  "urn:epcglobal:cbv:bizstep:shipping",
  "my:x",
  "__proto__",
  "é",
];

const tree = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.dictionary(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...TEXTS), { maxKeys: 2 }),
      fc.array(fc.oneof({ depthSize: "medium" }, fc.constantFrom(...TEXTS), tie("element")), {
        maxLength: 4,
      }),
    )
    .map(([name, attributes, inside]) => {
      const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
      return `<${name}${said.join("")}>${inside.join("")}</${name}>`;
    }),
})).element;

const inDocument = (inside: string): string =>
  `<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:1" xmlns:my="urn:my:" xmlns:cbvmda="urn:epcglobal:cbv:mda"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
    schemaVersion="1.2" creationDate="2026-03-01T08:00:00Z">${inside}</e:EPCISDocument>`;

describe("EPCIS XML from anywhere", () => {
  it("gives a document or a refusal with a place, whatever stands where", () => {
    fc.assert(
      fc.property(tree, fc.boolean(), (xml, inEvents) => {
        const root = parseXml(
          inDocument(inEvents ? `<EPCISBody><EventList>${xml}</EventList></EPCISBody>` : xml),
        );
        if (!root.ok) throw new Error(root.refusal.message);
        const result = readXml(root.value);
        if (result.ok) validateDocument(result.value);
        else expect(result.refusal.facts).toMatchObject({ path: expect.stringMatching(/^e:/) });
      }),
      { numRuns: 500 },
    );
  });

  it("gives a refusal with a place, or another document, when characters are lost", () => {
    fc.assert(
      fc.property(documentArbitrary("2.0"), fc.nat(), fc.nat(20), (document, start, length) => {
        const written = writeXml(document, { version: "2.0" });
        if (!written.ok) throw new Error(written.refusal.message);
        const at = start % written.value.length;
        const root = parseXml(written.value.slice(0, at) + written.value.slice(at + length));
        const result = root.ok ? readXml(root.value) : root;
        if (!result.ok) expect(result.refusal.facts?.line).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });
});

describe("EPCIS JSON from anywhere", () => {
  /** The same value with the part at this place, counted through it, put in another's place. */
  function withPart(value: JsonValue, place: { left: number }, part: JsonValue): JsonValue {
    if (place.left-- === 0) return part;
    if (Array.isArray(value)) return value.map((item: JsonValue) => withPart(item, place, part));
    if (
      typeof value !== "object" ||
      value === null ||
      !("type" in value || "id" in value || "epcisBody" in value)
    )
      return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, withPart(item ?? null, place, part)]),
    );
  }

  it("gives XML or a refusal, whatever stands where", () => {
    fc.assert(
      fc.property(documentArbitrary("2.0"), fc.nat(60), fc.jsonValue(), (document, place, part) => {
        const changed = withPart(document, { left: place }, part as JsonValue);
        if (typeof changed !== "object" || changed === null || Array.isArray(changed)) return;
        for (const version of ["2.0", "1.2"] as const) {
          const xml = writeXml(changed as JsonObject, { version });
          if (xml.ok) expect(parseXml(xml.value).ok).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
