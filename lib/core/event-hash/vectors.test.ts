import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { eventHash } from "./event-hash";

const { folder: VECTORS, present } = sharedVectors("epcis");

type Expected = {
  document: string;
  events: { index: number; grade: string; expectedHash: string; tailHash?: string }[];
};

const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const member = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  typeof value === "object" && value !== null ? (value as JsonObject)[name] : undefined;

function eventsOf(document: JsonValue): readonly JsonObject[] {
  const body = member(document, "epcisBody");
  const results = member(member(body, "queryResults"), "resultsBody");
  const list = member(body, "eventList") ?? member(results, "eventList") ?? [member(body, "event") ?? {}];
  return list as readonly JsonObject[];
}

function read(...path: string[]): JsonValue {
  const text = readFileSync(join(VECTORS, ...path), "utf8");
  const parsed = parseExact(text);
  if (parsed.ok) return parsed.value;
  // One published example names eventID twice: the hash does not hold it, so any reader will do.
  if (parsed.refusal.code === "DUPLICATE_MEMBER") return JSON.parse(text);
  throw new Error(`${path.join("/")}: ${parsed.refusal.message}`);
}

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("shared hash vectors", () => {
  const names = present
    ? readdirSync(join(VECTORS, "hash")).filter((name) => name.endsWith(".expected.json"))
    : [];

  it.each(names)(
    "matches the expected hash of every event of %s, read from its text without doubles",
    (name) => {
      const expected: Expected = JSON.parse(readFileSync(join(VECTORS, "hash", name), "utf8"));
      const document = read("hash", expected.document);
      const events = eventsOf(document);
      for (const { index, grade, expectedHash, tailHash } of expected.events) {
        // X needs a header that is no part of the standard.
        if (grade === "X") continue;
        const hash = eventHash(events[index] ?? {}, member(document, "@context"), sha256);
        expect(
          [expectedHash, grade === "B" ? tailHash : expectedHash],
          `event ${index}, grade ${grade}`,
        ).toContain(hash);
      }
    },
  );

  it("gives all spellings of one event in equal/ one hash", () => {
    for (const name of readdirSync(join(VECTORS, "equal")).filter((file) => file.endsWith(".json"))) {
      const document = read("equal", name);
      const hashes = eventsOf(document).map((event) =>
        eventHash(event, member(document, "@context"), sha256),
      );
      expect(hashes.length).toBeGreaterThan(1);
      expect(new Set(hashes).size, name).toBe(1);
    }
  });

  it("normalises every identifier of dl-normalise.json", () => {
    const { vectors }: { vectors: { input: string; expected: string | null }[] } = JSON.parse(
      readFileSync(join(VECTORS, "dl-normalise.json"), "utf8"),
    );
    for (const { input, expected } of vectors) expect(normaliseIdentifier(input)).toBe(expected ?? input);
  });
});
