import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { eventsOf } from "@/lib/core/epcis/document";
import { validateDocument } from "@/lib/core/epcis/validate";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { parseXml } from "@/lib/primitives/xml";
import { documentArbitrary } from "./document-arbitrary.test-helper";
import { readXml } from "./read-document";
import { type WriteXmlOptions, writeXml } from "./write-document";

function throughXml(document: JsonObject, options: WriteXmlOptions): JsonObject {
  const xml = writeXml(document, options);
  if (!xml.ok) throw new Error(`${xml.refusal.message} ${JSON.stringify(xml.refusal.facts)}`);
  const root = parseXml(xml.value);
  if (!root.ok) throw new Error(`${root.refusal.message}\n${xml.value}`);
  const back = readXml(root.value);
  if (!back.ok) throw new Error(`${JSON.stringify(back.refusal)}\n${xml.value}`);
  return back.value;
}

const hashesOf = (document: JsonObject): string[] =>
  (eventsOf(document)?.events ?? []).map((event) =>
    eventHash(event, document["@context"], (bytes) => createHash("sha256").update(bytes).digest()),
  );

const withoutContext = ({ "@context": _, ...rest }: JsonObject): JsonObject => rest;

describe.each([
  { version: "2.0", cbv: "web-uri" },
  { version: "2.0", cbv: "urn" },
  { version: "1.2", cbv: "urn" },
  { version: "1.2", cbv: "web-uri" },
] as const)("EPCIS $version XML with words as $cbv", (options) => {
  it("says the same document, with the same event hashes", () => {
    fc.assert(
      fc.property(documentArbitrary(options.version), (document) => {
        expect(validateDocument(document).issues).toEqual([]);
        const back = throughXml(document, options);
        expect(validateDocument(back).issues).toEqual([]);
        expect(withoutContext(back)).toEqual(withoutContext(document));
        expect(hashesOf(back)).toEqual(hashesOf(document));
        expect(writeXml(back, options)).toEqual(writeXml(document, options));
      }),
      { numRuns: 100 },
    );
  });
});
