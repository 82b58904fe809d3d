import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalText } from "@/lib/core/canonical/canonical-json";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { eventsOf } from "@/lib/core/epcis/document";
import { readDocument } from "@/lib/core/epcis/read-document";
import { validateDocument } from "@/lib/core/epcis/validate";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { nodePrimitives } from "@/lib/primitives/node";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { parseXml } from "@/lib/primitives/xml";
import { signedIn } from "@/lib/web/testing/browser";
import { addOrganisation, addPerson, openTestWeb, type TestWeb } from "@/lib/web/testing/world";
import { capturing } from "./testing/captures";

const { folder, present } = sharedVectors("epcis");
const filesIn = (...path: string[]): string[] =>
  present
    ? readdirSync(join(folder, ...path), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(json|jsonld|xml)$/.test(name) && !name.endsWith(".expected.json"))
        .map((name) => join(...path, name))
        .sort()
    : [];
const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");
const typeOf = (name: string): string => (name.endsWith(".xml") ? "application/xml" : "application/json");

const read = (text: string): JsonObject => {
  const document = readDocument(text, parseXml);
  if (!document.ok) throw new Error(document.refusal.message);
  return document.value;
};
const isValid = (name: string): boolean => {
  const document = readDocument(textOf(name), parseXml);
  return document.ok && validateDocument(document.value).ok;
};

let at: TestWeb;
let system: ReturnType<typeof capturing>;
beforeAll(async () => {
  at = await openTestWeb();
  system = capturing(at);
});
afterAll(async () => {
  await system.close();
  await at.close();
});

let numbers = 0;
async function someone() {
  const org = await addOrganisation(at, `Vectors ${++numbers}`, { capability: "wholesaler" });
  return { org, as: await signedIn(await addPerson(at, org, { roles: ["operator"] })) };
}

const isNamed = ({ eventID }: JsonObject): boolean => typeof eventID === "string";
const hashOf = (event: JsonObject, context: JsonObject["@context"]): string =>
  eventHash(event, context, nodePrimitives.sha256);
/** Everything but what the repository says of it, and the contexts, which move to the document. */
const contentOf = ({ recordTime: _, "@context": _context, ...event }: JsonObject): string =>
  canonicalText(event);

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("documents that others have written", () => {
  const documents = [...filesIn("hash"), ...filesIn("hash-xml"), ...filesIn("equal")].filter(isValid);

  it("are many", () => {
    expect(documents.length).toBeGreaterThan(70);
  });

  it.each(documents)("%s is captured and comes back the same, by hash and by content", async (name) => {
    const { as } = await someone();
    const text = textOf(name);
    const told = eventsOf(read(text));
    if (!told) throw new Error("No events");
    const job = await system.captured(as, text, "proceed", { "content-type": typeOf(name) });
    // Two of the documents give one eventID to two events (an extension of their author's): the second is refused.
    const clashing = told.events.filter((event, n) =>
      told.events.some(
        (before, i) =>
          i < n &&
          isNamed(before) &&
          before.eventID === event.eventID &&
          hashOf(before, told.context) !== hashOf(event, told.context),
      ),
    );
    expect(job).toMatchObject({ running: false, success: clashing.length === 0 });
    expect(job.errors.map(({ code }: { code: string }) => code)).toEqual(clashing.map(() => "EVENT_EXISTS"));

    const answered = await system.all(as);
    const kept = eventsOf(read(answered.text));
    if (!kept) throw new Error(answered.text);
    const hashes = (from: typeof told) => new Set(from.events.map((event) => hashOf(event, from.context)));
    const fitting = { ...told, events: told.events.filter((event) => !clashing.includes(event)) };
    expect(hashes(kept)).toEqual(hashes(fitting));
    // Sent twice in one document, an event without an eventID is one event.
    const contents = new Set(told.events.map(contentOf));
    for (const event of kept.events) expect(contents).toContain(contentOf(event));
    const names = new Set(told.events.filter(isNamed).map(({ eventID }) => eventID));
    expect(new Set(kept.events.filter(isNamed).map(({ eventID }) => eventID))).toEqual(names);
  });

  it.each(filesIn("invalid"))(
    "%s is refused with a ValidationException, and nothing is stored",
    async (name) => {
      const { as, org } = await someone();
      for (const sent of [system.send, system.one]) {
        const { status, json } = await sent(as, textOf(name), { "content-type": typeOf(name) });
        expect([status, json.type]).toEqual([400, "epcisException:ValidationException"]);
      }
      const rows = await at.sql<{ n: number }>(
        "select (select count(*) from event where capturer_id = $1)::int + (select count(*) from capture where org_id = $1)::int + (select count(*) from job where org_id = $1)::int as n",
        [org.orgId],
      );
      expect(rows).toEqual([{ n: 0 }]);
    },
  );
});
