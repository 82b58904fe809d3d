import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { nodePrimitives } from "@/lib/primitives/node";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { parseXml } from "@/lib/primitives/xml";
import { eventsOf } from "./document";
import { queryDocument } from "./query-document";
import { readDocument } from "./read-document";
import { validateDocument } from "./validate";
import { writeXml } from "./xml/write-document";

const hash = (event: JsonObject, context: unknown): string =>
  eventHash(event as never, context as never, nodePrimitives.sha256);
const answer = (events: readonly JsonObject[]) =>
  queryDocument({
    queryName: "SimpleEventQuery",
    events: events.map((event) => ({ event, recordTime: 0 })),
    creationDate: "2026-11-20T00:00:00Z",
  });

const { folder, present } = sharedVectors("epcis/hash");

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)(
  "the events of the vectors, each kept with its @context and answered together",
  () => {
    const names = present ? readdirSync(folder).filter((name) => /(?<!expected)\.json(ld)?$/.test(name)) : [];
    const documents = names.flatMap((name) => {
      const parsed = parseExact(readFileSync(join(folder, name), "utf8"));
      const found = parsed.ok ? eventsOf(parsed.value) : null;
      const isValid = parsed.ok && validateDocument(parsed.value).ok;
      return found ? [{ name, isValid, ...found }] : [];
    });
    const kept = documents.map(({ events, context, ...rest }) => ({
      ...rest,
      before: events.map((event) => hash(event, context)),
      events: events.map((event): JsonObject => {
        const own = event["@context"];
        const both = [context, own].flatMap((each) => (each === undefined ? [] : each));
        return { ...event, "@context": both as JsonObject["@context"] };
      }),
    }));

    it("keep their hashes, document by document and all at once, though their prefixes clash", () => {
      expect(kept.length).toBeGreaterThan(50);
      for (const { name, events, before } of kept) {
        const found = eventsOf(answer(events));
        expect(
          found?.events.map((event) => hash(event, found.context)),
          name,
        ).toEqual(before);
      }
      const all = eventsOf(answer(kept.flatMap(({ events }) => events)));
      expect(all?.events.map((event) => hash(event, all.context))).toEqual(
        kept.flatMap(({ before }) => before),
      );
    });

    it("are a valid document where theirs was one, and say the same in XML", () => {
      let written = 0;
      for (const { name, isValid, events, before } of kept) {
        if (!isValid) continue;
        const document = answer(events);
        expect(validateDocument(document).issues, name).toEqual([]);
        const xml = writeXml(document, { version: "2.0" });
        // What XML can't say is refused, and told as 406.
        if (!xml.ok) continue;
        const read = readDocument(xml.value, parseXml);
        const found = read.ok ? eventsOf(read.value) : null;
        expect(
          found?.events.map((event) => hash(event, found.context)),
          name,
        ).toEqual(before);
        written++;
      }
      expect(written).toBeGreaterThan(40);
    });
  },
);
