import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { eventsOf } from "@/lib/core/epcis/document";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { normaliseIdentifier } from "./canonical";
import { companyPrefixOf, knownPrefixes } from "./company-prefixes";
import { toEpcUrn } from "./link-to-urn";
import { translateIdentifiers } from "./translate";
import { digitalLinkOfUrn } from "./urn-to-link";

const { folder: VECTORS, present } = sharedVectors("epcis");

const read = (...path: string[]): string => readFileSync(join(VECTORS, ...path), "utf8");
const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

function hashesOf(document: JsonObject): readonly string[] {
  const { events = [], context } = eventsOf(document) ?? {};
  return events.map((event) => eventHash(event, context, sha256));
}

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("shared identifier vectors", () => {
  const { vectors }: { vectors: { input: string; expected: string | null }[] } = present
    ? JSON.parse(read("dl-normalise.json"))
    : { vectors: [] };
  const urns = vectors.filter(({ input }) => input.startsWith("urn:epc:"));
  const links = vectors.filter(({ input }) => input.startsWith("http"));

  it("writes each link of a URN as that URN again", () => {
    expect(urns.length).toBeGreaterThan(15);
    for (const { input, expected } of urns)
      expect(toEpcUrn(expected ?? "", () => companyPrefixOf(input)?.length ?? null)).toEqual({
        ok: true,
        value: input,
      });
  });

  it("writes a URN of the same identity for each link, or none", () => {
    expect(links.length).toBeGreaterThan(15);
    for (const { input, expected } of links)
      for (let length = 6; length <= 12; length++) {
        const result = toEpcUrn(input, () => length);
        if (expected === null) expect(result, input).toBeNull();
        else if (result?.ok) expect(digitalLinkOfUrn(result.value)).toBe(expected);
      }
  });
});

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("shared documents", () => {
  const names = present
    ? readdirSync(join(VECTORS, "hash")).filter((name) => !name.includes(".expected."))
    : [];
  const URN = /urn:epc:(?:id|class|idpat):[^"\s]+/g;
  const corpus = names.flatMap((name) => read("hash", name).match(URN) ?? []);
  const prefixes = new Set(corpus.flatMap((urn) => companyPrefixOf(urn) ?? []));

  it.each(names)("keep the event hashes of %s in both forms", (name) => {
    const document: JsonObject = JSON.parse(read("hash", name));
    const before = hashesOf(document);
    expect(before.length).toBeGreaterThan(0);
    for (const to of ["digital-link", "urn"] as const)
      expect(hashesOf(translateIdentifiers(document, to, knownPrefixes(prefixes)).document)).toEqual(before);
  });

  it("get their own URNs back from the links", () => {
    expect(prefixes.size).toBeGreaterThan(5);
    const changed = [...new Set(corpus)].filter((urn) => {
      const link = normaliseIdentifier(urn);
      if (link === urn) return false;
      const back = toEpcUrn(link, () => companyPrefixOf(urn)?.length ?? null);
      return !back?.ok || back.value !== urn;
    });
    expect(changed).toEqual([]);
  });
});
