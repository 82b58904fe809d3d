import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { eventsOf } from "@/lib/core/epcis/document";
import { validateDocument } from "@/lib/core/epcis/validate";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { preHash } from "@/lib/core/event-hash/pre-hash";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { parseXml } from "@/lib/primitives/xml";
import { readXml } from "./read-document";
import { writeXml } from "./write-document";

const { folder: VECTORS, present } = sharedVectors("epcis");

const namesIn = (folder: string, ending: string): string[] =>
  present ? readdirSync(join(VECTORS, folder)).filter((name) => name.endsWith(ending)) : [];
const textOf = (...path: string[]): string => readFileSync(join(VECTORS, ...path), "utf8");

function documentIn(xml: string): JsonObject {
  const root = parseXml(xml);
  if (!root.ok) throw new Error(root.refusal.message);
  const document = readXml(root.value);
  if (!document.ok) throw new Error(`${document.refusal.message} ${JSON.stringify(document.refusal.facts)}`);
  expect(validateDocument(document.value).issues).toEqual([]);
  return document.value;
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const hashesOf = (document: JsonObject): string[] =>
  (eventsOf(document)?.events ?? []).map((event) => eventHash(event, document["@context"], sha256));
const preHashesOf = (document: JsonObject): string[] =>
  (eventsOf(document)?.events ?? []).map((event) => preHash(event, document["@context"]));

type Upstream = { id: string; upstreamHashes: string[]; upstreamPrehashes: string[] };
type Twin = { events: { index: number; grade: string; expectedHash: string }[] };

/** Where the upstream program leaves the published order: it puts destinationList before sourceList (grade C). */
const published = (preHash: string): string =>
  preHash.replace(/(destinationList.*?)(sourceList.*?)(?=ilmd|\{|$)/, "$2$1");

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("shared XML vectors", () => {
  it.each(namesIn("hash-xml", ".expected.json"))("reads the events whose hashes %s gives", (name) => {
    const expected: Upstream = JSON.parse(textOf("hash-xml", name));
    const document = documentIn(textOf("hash-xml", `${expected.id}.xml`));
    expect(preHashesOf(document)).toEqual(expected.upstreamPrehashes.map(published));
    hashesOf(document).forEach((hash, index) => {
      const preHash = expected.upstreamPrehashes[index] ?? "";
      if (published(preHash) === preHash) expect(hash).toBe(expected.upstreamHashes[index]);
    });
  });

  const twins = namesIn("hash-xml", ".expected.json").filter((name) =>
    existsSync(join(VECTORS, "hash", name)),
  );
  it.each(twins)("gives XML the expected hashes of its JSON twin %s", (name) => {
    const { events }: Twin = JSON.parse(textOf("hash", name));
    const hashes = hashesOf(documentIn(textOf("hash-xml", name.replace(".expected.json", ".xml"))));
    expect(hashes).toEqual(events.map(({ expectedHash }) => expectedHash));
  });

  it.each(namesIn("equal", ".xml"))("gives all spellings of one event in equal/%s one hash", (name) => {
    const hashes = hashesOf(documentIn(textOf("equal", name)));
    expect(hashes.length).toBeGreaterThan(1);
    expect(new Set(hashes).size).toBe(1);
  });

  describe("GS1's events with identical hash ids", () => {
    const names = namesIn("equal/gs1-identical", ".xml");
    const read = (name: string): string => textOf("equal/gs1-identical", name);

    it("are identical but for eventTimeZoneOffset, which the published algorithm hashes as it is", () => {
      const preHashes = names.flatMap((name) => preHashesOf(documentIn(read(name))));
      expect(preHashes).toHaveLength(names.length);
      // Document 2 tells the same moment from another zone, and says so in eventTimeZoneOffset.
      const sameZone = preHashes.map((text) => text.replace("Offset=-05:00", "Offset=-06:00"));
      expect(new Set(sameZone).size).toBe(1);
      expect(preHashes.filter((text, i) => text !== sameZone[i])).toHaveLength(1);
    });
  });

  it.each(namesIn("hash", ".expected.json"))("keeps the hashes of %s from JSON to XML and back", (name) => {
    const { document: file }: { document: string } = JSON.parse(textOf("hash", name));
    const json = parseExact(textOf("hash", file), { onDuplicate: () => undefined });
    if (!json.ok) throw new Error(json.refusal.message);
    const document = json.value as JsonObject;
    if (!validateDocument(document).ok) return;
    for (const version of ["2.0", "1.2"] as const) {
      const xml = writeXml(document, { version });
      if (!xml.ok && version === "1.2") continue;
      if (!xml.ok) throw new Error(xml.refusal.message);
      expect(preHashesOf(documentIn(xml.value)), version).toEqual(preHashesOf(document));
    }
  });

  it("finds 66 valid documents in hash/, all of which XML 2.0 can say", () => {
    const documents = namesIn("hash", ".expected.json").map((name): JsonValue => {
      const { document: file }: { document: string } = JSON.parse(textOf("hash", name));
      const json = parseExact(textOf("hash", file), { onDuplicate: () => undefined });
      return json.ok ? json.value : null;
    });
    const valid = documents.filter((document) => validateDocument(document).ok) as JsonObject[];
    expect(valid.length).toBeGreaterThanOrEqual(66);
    expect(valid.filter((document) => !writeXml(document, { version: "2.0" }).ok)).toEqual([]);
  });
});
