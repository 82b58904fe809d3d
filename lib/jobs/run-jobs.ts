import type { Logger } from "pino";
import type { Refusal, Result } from "@/lib/core/refusal";
import { isOutage, isRetryable } from "@/lib/db/sql-state";
import { isCapture, type JobOrder, mayDo } from "@/lib/operations/job-kinds";
import type { Claimed, JobQueue } from "@/lib/operations/job-ports";
import type { Tools } from "@/lib/operations/ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { JobHandler, JobHandlers } from "./job-handlers";

export type JobDeps = {
  readonly queue: JobQueue;
  readonly handlers: JobHandlers;
  readonly tools: Tools;
  readonly logger: Logger;
  /** Resolves after `ms`, or at once when the worker is told to stop. */
  readonly rest: (ms: number) => Promise<void>;
  readonly stopping: () => boolean;
  /** Chunks of a job that are done side by side: while one is judged here, Postgres looks up the next. */
  readonly lanes: number;
};

const REST_MS = 1_000;

/** Does jobs, one after the other, until the worker stops; while the database is away it waits for it. */
export async function runJobs(deps: JobDeps): Promise<void> {
  const { logger, rest, stopping } = deps;
  while (!stopping()) {
    let worked = false;
    try {
      worked = await workNextJob(deps);
    } catch (error) {
      if (!isOutage(error) && !isRetryable(error)) throw error;
      logger.warn({ error: wordsOf(error) }, "jobs wait for the database");
    }
    if (!worked) await rest(REST_MS);
  }
}

/** One whole job, or what is left of one. False: there was none. */
export async function workNextJob(deps: JobDeps): Promise<boolean> {
  const { queue, handlers, tools, logger, lanes, stopping } = deps;
  const { clock } = tools;
  const job = await queue.claim(clock.now());
  if (!job) return false;
  const { order } = job;
  // The row of a kind takes the order of that kind.
  const handler = handlers[order.kind] as JobHandler<JobOrder>;
  const admitted = admit(job, clock.now());
  if (!admitted.ok) {
    await queue.end(job, { state: "refused", refusal: admitted.refusal }, clock.now());
    return true;
  }
  const scope = admitted.value;
  let failed = false;
  const lane = async (): Promise<void> => {
    try {
      for (let left = true; left && !failed && !stopping(); ) {
        const now = clock.now();
        left = await queue.chunk({ id: job.id, scope }, now, (tx, lines, first) =>
          handler(tools, tx, scope, { order, lines, first, now }),
        );
      }
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  try {
    // A later event builds on an earlier one. All lanes have ended before anything is said about the job.
    for (const end of await Promise.allSettled(
      Array.from({ length: isCapture(order.kind) ? 1 : lanes }, lane),
    )) {
      if (end.status === "rejected") throw end.reason;
    }
    if (stopping()) return true;
    await queue.end(job, { state: "done" }, clock.now());
    logger.info({ job: job.id, kind: order.kind }, "job done");
  } catch (error) {
    if (isOutage(error) || isRetryable(error)) throw error;
    await giveUp(deps, job, error);
  }
  return true;
}

/** May whoever asked for it still do it? */
function admit({ by, order }: Claimed, now: number): Result<TenantScope> {
  if (!by.ok) return by;
  const allowed = mayDo(by.value, order, now);
  return allowed.ok ? by : allowed;
}

/** A fault of ours in one job must not keep the worker from all others, nor be tried for ever. */
async function giveUp(
  { queue, tools: { clock }, logger }: JobDeps,
  job: Claimed,
  error: unknown,
): Promise<void> {
  logger.error({ job: job.id, kind: job.order.kind, error: wordsOf(error) }, "job failed");
  const refusal: Refusal = {
    code: "JOB_FAILED",
    message: "This job could not be finished.",
    next: "What was done can be downloaded. Tell your administrator the job's number, and start the rest again.",
    facts: { job: job.id },
  };
  await queue.end(job, { state: "refused", refusal }, clock.now());
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
