import { localDay } from "@/lib/core/time/zone";
import type { Asked } from "@/lib/core/verdict/asked";
import { type Verdict, verdictOf } from "@/lib/core/verdict/verdict";
import { type BulkItem, entryOf, readItem } from "./bulk-items";
import type { ChunkResult, JobTx } from "./job-ports";
import { queryOf, type Reading } from "./reading";
import type { VerifyAnswer } from "./reading-ports";
import type { TenantScope } from "./scope";
import { hereOf } from "./unit";
import { askedOf } from "./verify-pack";

/** What became of one item, as one JSON line. */
export type BulkVerdict = {
  /** Its place in the list, from 0. */
  readonly n: number;
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly kind: Verdict["kind"];
  readonly code: Verdict["reason"]["code"];
  readonly action: Verdict["action"]["code"];
};

type Read = { readonly reading: Reading } | { readonly asked: Asked };

/** The verdicts on one chunk, by the same rules and with the same record as a scan of each pack at the counter. */
export async function verifyChunk(
  tx: JobTx,
  scope: TenantScope,
  { lines, first, now }: { readonly lines: string; readonly first: number; readonly now: number },
): Promise<ChunkResult> {
  const entry = entryOf(scope);
  const how = { today: localDay(scope.timeZone, now), entry };
  const items = lines.split("\n").map((line) => readOf(JSON.parse(line) as BulkItem, how));
  const readings = items.flatMap((item) => ("reading" in item ? [item.reading] : []));
  const answers = await withNear(tx, readings, await tx.verify(readings, entry, now), now);
  const here = hereOf(scope);
  const counts: Record<string, number> = {};
  let looked = 0;
  const results = items.map((item, i) => {
    const answer = "reading" in item ? answers[looked++] : undefined;
    const verdict = verdictOf(
      "asked" in item ? item.asked : askedOf(item.reading, answered(answer), now, scope.country),
      here,
    );
    counts[verdict.kind] = (counts[verdict.kind] ?? 0) + 1;
    const result: BulkVerdict = {
      n: first + i,
      gtin: "reading" in item ? item.reading.gtin : null,
      serial: "reading" in item ? item.reading.serial : null,
      kind: verdict.kind,
      code: verdict.reason.code,
      action: verdict.action.code,
    };
    return JSON.stringify(result);
  });
  return { lines: results.join("\n"), counts };
}

function answered(answer: VerifyAnswer | undefined): VerifyAnswer {
  if (!answer) throw new Error("The registry answered fewer packs than it was asked for");
  return answer;
}

/** What was read: a pack to look up, or something that is answered without the registry. */
function readOf(item: BulkItem, how: Parameters<typeof readItem>[1]): Read {
  const read = readItem(item, how);
  if ("reading" in read) return read;
  return "product" in read
    ? { asked: { kind: "not-serialised", linear: true } }
    : { asked: { kind: "unreadable", issue: read.unreadable.code } };
}

/** Triage of what is not registered: whether a form that a scanner may have garbled is. Asked for all of them at once. */
async function withNear(
  tx: JobTx,
  readings: readonly Reading[],
  answers: readonly VerifyAnswer[],
  now: number,
): Promise<readonly VerifyAnswer[]> {
  const pairs = readings.flatMap((reading, at) => {
    const answer = answers[at];
    return answer?.product?.serialised && !answer.unit
      ? queryOf(reading, now).near.map((serial) => ({ at, gtin: reading.gtin, serial }))
      : [];
  });
  if (pairs.length === 0) return answers;
  const registered = await tx.registered(pairs);
  const near = new Map<number, string>();
  for (const [place, { at, serial }] of pairs.entries()) {
    if (registered.has(place) && !near.has(at)) near.set(at, serial);
  }
  return answers.map((answer, at) => ({ ...answer, near: near.get(at) ?? null }));
}
