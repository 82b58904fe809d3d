import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { SaxesParser } from "saxes";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { eventsOf } from "@/lib/core/epcis/document";
import type { EpcisDocument } from "@/lib/core/epcis/event";
import { knownPrefixes } from "@/lib/core/epcis/identifiers/company-prefixes";
import { translateIdentifiers } from "@/lib/core/epcis/identifiers/translate";
import { documentOf } from "@/lib/core/epcis/pharma/document";
import { readDocument } from "@/lib/core/epcis/read-document";
import { validateDocument } from "@/lib/core/epcis/validate";
import { writeXml } from "@/lib/core/epcis/xml/write-document";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import type { Result } from "@/lib/core/refusal";
import { nodePrimitives } from "@/lib/primitives/node";
import { parseXml } from "@/lib/primitives/xml";
import { inBuild } from "../lib/build-folder";
import { peakMemory } from "../lib/peak-memory";
import { makeEvents } from "./events";
import { COMPANY_PREFIX } from "./packs";

export const EVENTS = 5_000;
const PACKS_OF_AN_EVENT = 30;

const document = (): EpcisDocument =>
  documentOf(makeEvents(EVENTS, PACKS_OF_AN_EVENT), "2026-11-03T08:00:00.000Z");

/** The same for EPCIS 1.2, which has URNs and no persistentDisposition. */
function olderDocument(): JsonObject {
  const { epcisBody, ...rest } = document();
  const eventList = epcisBody.eventList.map((event) => ({ ...event, persistentDisposition: undefined }));
  const older: JsonObject = { ...rest, epcisBody: { eventList } };
  return translateIdentifiers(older, "urn", knownPrefixes([COMPANY_PREFIX])).document;
}

/** The documents by their file's ending, written once before the jobs that read them. */
const WRITERS = {
  json: () => JSON.stringify(document()),
  "2.0.xml": () => accepted(writeXml(document(), { version: "2.0" })),
  "1.2.xml": () => accepted(writeXml(olderDocument(), { version: "1.2" })),
} as const;

export type Job = {
  readonly document: keyof typeof WRITERS;
  /** Says how many events it took in. */
  readonly run: (text: string) => number;
  /** Whether the targets are for it; otherwise it is a bare limit. */
  readonly isOurs: boolean;
};

/** Each job runs in a process of its own, so that its peak memory is its own. */
export const JOBS: ReadonlyMap<string, Job> = new Map(
  Object.entries<Job>({
    "JSON: read, validate, hash each event": { document: "json", run: takeIn, isOurs: true },
    "bare limit: JSON.parse": {
      document: "json",
      run: (text) => JSON.parse(text).epcisBody.eventList.length,
      isOurs: false,
    },
    "EPCIS 2.0 XML: the same": { document: "2.0.xml", run: takeIn, isOurs: true },
    "EPCIS 1.2 XML: the same": { document: "1.2.xml", run: takeIn, isOurs: true },
    "bare limit: saxes": { document: "2.0.xml", run: countEvents, isOurs: false },
  }),
);

/** What every captured document goes through. */
function takeIn(text: string): number {
  const json = accepted(readDocument(text, parseXml));
  const validation = validateDocument(json);
  if (!validation.ok) throw new Error(`${validation.issues[0].path}: ${validation.issues[0].message}`);
  const { events = [], context } = eventsOf(json) ?? {};
  return new Set(events.map((event) => eventHash(event, context, nodePrimitives.sha256))).size;
}

/** The parser alone, building nothing. */
function countEvents(text: string): number {
  const parser = new SaxesParser({ xmlns: true });
  let events = 0;
  parser.on("closetag", ({ name }) => {
    if (name.endsWith("Event")) events++;
  });
  parser.write(text).close();
  return events;
}

function accepted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

export type Figures = {
  readonly seconds: number;
  /** Bytes. */
  readonly memory: number;
  readonly characters: number;
};

const fileOf = (document: string): string => inBuild(`bench-document.${document}`);

/** In a child: writes the documents, runs a job or does nothing, and prints the figures as JSON. */
export function runJob(name: string): void {
  if (name === "write")
    for (const [document, write] of Object.entries(WRITERS)) writeFileSync(fileOf(document), write());
  const job = JOBS.get(name);
  const text = job ? readFileSync(fileOf(job.document), "utf8") : "";
  const begun = performance.now();
  const events = job?.run(text) ?? EVENTS;
  const seconds = (performance.now() - begun) / 1000;
  if (events !== EVENTS) throw new Error(`${name}: ${events} events instead of ${EVENTS}`);
  const figures: Figures = { seconds, memory: peakMemory(), characters: text.length };
  console.log(JSON.stringify(figures));
}
