import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { namedIn } from "@/lib/core/capture/told";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { ToCapture } from "./capture-chunk";
import { documentOf, givenEvent } from "./given-event";
import type { CaptureOrder } from "./job-kinds";
import type { NewJob } from "./job-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** What one document may hold (GS1-EPCIS-Capture-Limit), and how many things its events may name. */
export const EVENTS_AT_MOST = 50_000;
export const NAMED_AT_MOST = 600_000;
/** So much goes into one transaction of the worker, unless one event alone has more. */
const CHUNK_NAMED = 10_000;
const CHUNK_EVENTS = 500;

export type StartCapture = Command & {
  readonly order: CaptureOrder;
  /** Valid, in the document's order. */
  readonly events: readonly JsonObject[];
  readonly context: JsonValue | undefined;
};

/** Puts a document of events before the worker. */
export async function startCapture(
  deps: Deps,
  scope: TenantScope,
  { requestKey, order, events, context }: StartCapture,
): Promise<Result<{ readonly jobId: string }, GateCode | "CAPTURE_LIMIT">> {
  const items =
    events.length > EVENTS_AT_MOST ? [] : events.map((event) => givenEvent(event, context, deps.sha256));
  const named = items.map(({ told }) => namedIn(told).length);
  const total = named.reduce((sum, count) => sum + count, 0);
  return perform(deps, scope, { action: "capture-events", command: { requestKey } }, async (tx, now) => {
    if (events.length > EVENTS_AT_MOST || total > NAMED_AT_MOST) {
      return refuse(
        "CAPTURE_LIMIT",
        `One document takes up to ${EVENTS_AT_MOST.toLocaleString("en")} events that name up to ${NAMED_AT_MOST.toLocaleString("en")} units.`,
        "Split the document and send its parts one after the other.",
      );
    }
    const id = deps.ids.uuid();
    const lines = items.map((given, n) =>
      JSON.stringify({ n, document: documentOf(given) } satisfies ToCapture),
    );
    const chunks = order.kind === "capture-all" ? inOne(lines) : inChunks(lines, named);
    await tx.createJob({ id, order, total: events.length, at: now, chunks });
    return ok({ jobId: id });
  });
}

/** One decision about the whole document is one transaction. */
const inOne = (lines: readonly string[]): NewJob["chunks"] =>
  lines.length === 0 ? [] : [{ items: lines.length, lines: lines.join("\n") }];

function inChunks(lines: readonly string[], named: readonly number[]): NewJob["chunks"] {
  const chunks: { items: number; lines: string }[] = [];
  let part: string[] = [];
  let size = 0;
  const close = (): void => {
    if (part.length > 0) chunks.push({ items: part.length, lines: part.join("\n") });
    part = [];
    size = 0;
  };
  for (const [n, line] of lines.entries()) {
    if (part.length === CHUNK_EVENTS || size + (named[n] ?? 0) > CHUNK_NAMED) close();
    part.push(line);
    size += named[n] ?? 0;
  }
  close();
  return chunks;
}
