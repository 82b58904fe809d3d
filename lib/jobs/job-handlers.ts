import { changeChunk } from "@/lib/operations/bulk-change";
import { commissionChunk } from "@/lib/operations/bulk-commission";
import { verifyChunk } from "@/lib/operations/bulk-verify";
import { captureAll, captureEach } from "@/lib/operations/capture-chunk";
import type { JobKind, JobOrder, OrderOf } from "@/lib/operations/job-kinds";
import type { ChunkResult, JobTx } from "@/lib/operations/job-ports";
import type { Tools } from "@/lib/operations/ports";
import type { TenantScope } from "@/lib/operations/scope";

export type Chunk<Order extends JobOrder> = {
  readonly order: Order;
  readonly lines: string;
  /** The number of its first item in the job. */
  readonly first: number;
  readonly now: number;
};

/** One chunk: everything it changes goes through `tx`, and it may be run again from the start. */
export type JobHandler<Order extends JobOrder> = (
  tools: Tools,
  tx: JobTx,
  scope: TenantScope,
  chunk: Chunk<Order>,
) => Promise<ChunkResult>;

export type JobHandlers = { readonly [Kind in JobKind]: JobHandler<OrderOf<Kind>> };

/** One row a kind: a new kind of bulk work is an operation on a chunk, and a line here. */
export const JOB_HANDLERS: JobHandlers = {
  verify: (_tools, tx, scope, chunk) => verifyChunk(tx, scope, chunk),
  dispense: changeChunk,
  undo: changeChunk,
  export: changeChunk,
  sample: changeChunk,
  "free-sample": changeChunk,
  lock: changeChunk,
  unlock: changeChunk,
  destroy: changeChunk,
  void: changeChunk,
  commission: commissionChunk,
  "capture-all": captureAll,
  "capture-each": captureEach,
};
