import type { Action } from "@/lib/core/access/permissions";
import { verifyChunk } from "@/lib/operations/bulk-verify";
import type { ChunkResult, JobKind, JobTx } from "@/lib/operations/job-ports";
import type { TenantScope } from "@/lib/operations/scope";

export type JobHandler = {
  /** What whoever started it must still be allowed to do when it runs. */
  readonly action: Action;
  /** One chunk: everything it changes goes through `tx`, and it may be run again from the start. */
  work(
    tx: JobTx,
    scope: TenantScope,
    chunk: { readonly lines: string; readonly first: number; readonly now: number },
  ): Promise<ChunkResult>;
};

/** One row a kind: a new kind of bulk work is an operation on a chunk, and a line here. */
export const JOB_HANDLERS: Readonly<Record<JobKind, JobHandler>> = {
  verify: { action: "verify-pack", work: verifyChunk },
};
