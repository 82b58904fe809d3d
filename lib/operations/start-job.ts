import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { CommissionCode } from "@/lib/core/pack/commission";
import type { WitnessCode } from "@/lib/core/pack/destroy";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { onBehalf } from "./acting-for";
import type { ToGenerate } from "./bulk-commission";
import type { BulkItem, Repeated } from "./bulk-items";
import { openBatch, prefixesOf } from "./commission-packs";
import { witnessOf } from "./destroy-packs";
import { type CaptureOrder, type CommissionOrder, JOB_ACTIONS, type JobOrder } from "./job-kinds";
import { CHUNK_ITEMS, type NewJob } from "./job-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, LedgerTx } from "./ports";
import type { TenantScope } from "./scope";

export const MAX_BULK_ITEMS = 500_000;

export type StartJob = Command &
  (
    | {
        readonly order: Exclude<JobOrder, CommissionOrder | CaptureOrder>;
        readonly items: readonly BulkItem[];
      }
    | {
        readonly order: CommissionOrder;
        /** The line's own serials, or how many to generate. */
        readonly serials: { readonly import: readonly string[] } | { readonly generate: number };
      }
  );
export type JobStarted = { readonly jobId: string; readonly total: number };
export type StartJobCode = GateCode | CommissionCode | WitnessCode | "BATCH_UNKNOWN" | "ITEMS_INVALID";

/** Puts up to half a million packs before the worker, which does for each what a request about it would do. */
export async function startJob(
  deps: Deps,
  own: TenantScope,
  job: StartJob,
): Promise<Result<JobStarted, StartJobCode>> {
  const { order, requestKey } = job;
  const scope = await onBehalf(deps, own, "actingFor" in order ? order : {});
  const prefixes = order.kind === "commission" ? await prefixesOf(deps, scope) : [];
  const total = countOf(job);
  const chunks = total <= MAX_BULK_ITEMS ? chunksOf(job) : [];
  // What makes two requests the same, in place of the items themselves.
  const items = toHex(deps.sha256(utf8(chunks.map(({ lines }) => lines).join("\n"))));
  const command = { requestKey, ...{ order, items, total } };
  return perform(deps, scope, { action: JOB_ACTIONS[order.kind], command }, async (tx, now) => {
    if (!Number.isInteger(total) || total < 1 || total > MAX_BULK_ITEMS) return badCount(total);
    const sensible = await makesSense(tx, scope, { order, prefixes, now });
    if (!sensible.ok) return sensible;
    const id = deps.ids.uuid();
    await tx.createJob({ id, order, total, at: now, chunks });
    return ok({ jobId: id, total });
  });
}

/** What every chunk would be refused for is said at once. */
async function makesSense(
  tx: LedgerTx,
  scope: TenantScope,
  { order, prefixes, now }: { order: JobOrder; prefixes: readonly string[]; now: number },
) {
  if (order.kind === "commission") return openBatch(tx, scope, { ...order, prefixes, now });
  return order.kind === "destroy" ? witnessOf(tx, scope, order.witness) : ok(true);
}

function countOf(job: StartJob): number {
  if ("items" in job) return job.items.length;
  return "import" in job.serials ? job.serials.import.length : job.serials.generate;
}

function itemsOf(job: StartJob): readonly BulkItem[] {
  if ("items" in job) return job.items;
  return "import" in job.serials ? job.serials.import : [];
}

function chunksOf(job: StartJob): NewJob["chunks"] {
  if ("serials" in job && "generate" in job.serials) return toGenerate(job.serials.generate);
  const lines = itemsOf(job).map((item) => JSON.stringify(item));
  // Each look counts, but a pack is changed once.
  return inChunks(job.order.kind === "verify" ? lines : withoutRepeats(lines));
}

function withoutRepeats(lines: readonly string[]): readonly string[] {
  const first = new Map<string, number>();
  return lines.map((line, n) => {
    const as = first.get(line);
    if (as === undefined) first.set(line, n);
    return as === undefined ? line : JSON.stringify({ as } satisfies Repeated);
  });
}

function inChunks(lines: readonly string[]): NewJob["chunks"] {
  const chunks = [];
  for (let from = 0; from < lines.length; from += CHUNK_ITEMS) {
    const part = lines.slice(from, from + CHUNK_ITEMS);
    chunks.push({ items: part.length, lines: part.join("\n") });
  }
  return chunks;
}

function toGenerate(count: number): NewJob["chunks"] {
  const chunks = [];
  for (let left = count; left > 0; left -= CHUNK_ITEMS) {
    const generate = Math.min(left, CHUNK_ITEMS);
    chunks.push({ items: generate, lines: JSON.stringify({ generate } satisfies ToGenerate) });
  }
  return chunks;
}

const badCount = (count: number) =>
  refuse(
    "ITEMS_INVALID",
    `One job takes 1 to ${MAX_BULK_ITEMS.toLocaleString("en")} packs, not ${count}.`,
    "Split the list and send its parts one after the other.",
    { count },
  );
