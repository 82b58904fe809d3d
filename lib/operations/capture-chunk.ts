import { ok, type Refusal } from "@/lib/core/refusal";
import { keepRefused } from "./capture-event";
import { type Captured, captureIn } from "./capture-in";
import type { GivenEvent } from "./capture-ports";
import { givenAgain } from "./given-event";
import type { ChunkResult } from "./job-ports";
import { type KnownDirectory, knownDirectory } from "./known-directory";
import type { LedgerTx, Tools } from "./ports";
import type { TenantScope } from "./scope";

/** One line of a capture job's input: an event of the document by its place there, from 0. */
export type ToCapture = { readonly n: number; readonly document: string };

/** What became of one event, as one JSON line. */
export type CaptureResult = {
  readonly n: number;
  /** Its eventID, or its hash when it has none. */
  readonly name: string;
  readonly effect: Captured["effect"];
  /** Why it waits or was refused. */
  readonly refusal: Refusal | null;
};

type Chunk = { readonly lines: string; readonly now: number };
type Work = {
  readonly tools: Tools & { readonly directory: KnownDirectory };
  readonly scope: TenantScope;
  readonly now: number;
};
type Outcome = { readonly n: number; readonly given: GivenEvent; readonly captured: Captured };

/** As far as it goes: each event is taken in or refused by itself. */
export async function captureEach(
  tools: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  chunk: Chunk,
): Promise<ChunkResult> {
  const work = await workOf(tools, scope, chunk);
  return told(tx, work, await captureLines(work, tx, chunk));
}

/** All events of the document or none. All are tried, so that everything that stands in the way is said at once. */
export async function captureAll(
  tools: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  chunk: Chunk,
): Promise<ChunkResult> {
  const work = await workOf(tools, scope, chunk);
  let outcomes: readonly Outcome[] = [];
  await tx.attempt(async () => {
    outcomes = await captureLines(work, tx, chunk);
    return outcomes.some(({ captured }) => captured.effect === "refused") ? NOTHING_DONE : ok(null);
  });
  const stopped = outcomes.some(({ captured }) => captured.effect === "refused");
  return told(
    tx,
    work,
    stopped ? outcomes.map((outcome) => ({ ...outcome, captured: takenBack(outcome.captured) })) : outcomes,
  );
}

const NOTHING_DONE = {
  ok: false,
  refusal: {
    code: "DOCUMENT_REFUSED",
    message: "Another event of this document was refused, so none was captured.",
    next: "Correct that one and send the document again, or send it with GS1-Capture-Error-Behaviour: proceed.",
  },
} as const;

const takenBack = (captured: Captured): Captured =>
  captured.effect === "refused" || captured.effect === "known"
    ? captured
    : { effect: "refused", name: captured.name, refusal: NOTHING_DONE.refusal };

const workOf = async (tools: Tools, scope: TenantScope, { now }: Chunk): Promise<Work> => ({
  tools: { ...tools, directory: await knownDirectory(tools.directory, scope) },
  scope,
  now,
});

async function captureLines(
  { tools, scope, now }: Work,
  tx: LedgerTx,
  { lines }: Chunk,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const line of lines.split("\n")) {
    const { n, document } = JSON.parse(line) as ToCapture;
    const given = givenAgain(document, tools.sha256);
    outcomes.push({ n, given, captured: await captureIn(tools, tx, scope, given, now) });
  }
  return outcomes;
}

/** Keeps what was refused for whoever sent it, and says what became of each. */
async function told(tx: LedgerTx, { tools, now }: Work, outcomes: readonly Outcome[]): Promise<ChunkResult> {
  const counts: Record<string, number> = {};
  const results: string[] = [];
  for (const { n, given, captured } of outcomes) {
    counts[captured.effect] = (counts[captured.effect] ?? 0) + 1;
    const refusal = "refusal" in captured ? captured.refusal : null;
    if (captured.effect === "refused" && captured.refusal !== NOTHING_DONE.refusal)
      await keepRefused(tools, tx, given, captured, now);
    const result: CaptureResult = { n, name: captured.name, effect: captured.effect, refusal };
    results.push(JSON.stringify(result));
  }
  return { lines: results.join("\n"), counts };
}
