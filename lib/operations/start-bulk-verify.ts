import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { CHUNK_ITEMS } from "./job-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export const MAX_BULK_ITEMS = 500_000;

/** A scanned code as it was read, or product code and serial. */
export type BulkItem = string | readonly [gtin: string, serial: string];

export type StartBulkVerify = Command & { readonly items: readonly BulkItem[] };
export type JobStarted = { readonly jobId: string; readonly total: number };
export type StartBulkVerifyCode = GateCode | "ITEMS_INVALID";

/** Puts up to half a million packs before the worker, each to be verified as if it had been scanned at this site. */
export async function startBulkVerify(
  deps: Deps,
  scope: TenantScope,
  { requestKey, items }: StartBulkVerify,
): Promise<Result<JobStarted, StartBulkVerifyCode>> {
  const chunks = chunksOf(items);
  // What makes two requests the same, in place of the items themselves.
  const hash = toHex(deps.sha256(utf8(chunks.map(({ lines }) => lines).join("\n"))));
  return perform(
    deps,
    scope,
    { action: "verify-pack", command: { requestKey, ...{ bulk: hash } } },
    async (tx, now) => {
      if (items.length < 1 || items.length > MAX_BULK_ITEMS) return badCount(items.length);
      const id = deps.ids.uuid();
      await tx.createJob({ id, kind: "verify", total: items.length, at: now, chunks });
      return ok({ jobId: id, total: items.length });
    },
  );
}

function chunksOf(items: readonly BulkItem[]): { items: number; lines: string }[] {
  const chunks = [];
  for (let from = 0; from < items.length; from += CHUNK_ITEMS) {
    const part = items.slice(from, from + CHUNK_ITEMS);
    chunks.push({ items: part.length, lines: part.map((item) => JSON.stringify(item)).join("\n") });
  }
  return chunks;
}

const badCount = (count: number) =>
  refuse(
    "ITEMS_INVALID",
    `One request verifies 1 to ${MAX_BULK_ITEMS.toLocaleString("en")} packs, not ${count}.`,
    "Split the list and send its parts one after the other.",
    { count },
  );
