import type { Logger } from "pino";
import type { Refusal, Result } from "@/lib/core/refusal";
import { isOutage, isRetryable } from "@/lib/db/sql-state";
import { type JobOrder, mayDo } from "@/lib/operations/job-kinds";
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
  /** Chunks done side by side, of one job or of several: while one is judged here, Postgres looks up the next. */
  readonly lanes: number;
};

const REST_MS = 1_000;
/** While other lanes work: their chunks may make room, or bring the next one. */
const SHORT_REST_MS = 100;

/** The jobs that the lanes of this worker have at the moment, once for each lane. */
type Busy = string[];

/** Does jobs side by side, a chunk of each in turn, until the worker stops; while the database is away it waits for it. */
export async function runJobs(deps: JobDeps): Promise<void> {
  const { logger, rest, stopping, lanes } = deps;
  const busy: Busy = [];
  const lane = async (): Promise<void> => {
    while (!stopping()) {
      let worked = false;
      try {
        worked = await takeTurn(deps, busy);
      } catch (error) {
        if (!isOutage(error) && !isRetryable(error)) throw error;
        logger.warn({ error: wordsOf(error) }, "jobs wait for the database");
      }
      if (!worked) await rest(busy.length > 0 ? SHORT_REST_MS : REST_MS);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** All there is to do now, and then no more. False: there was nothing. For measuring and tests. */
export async function workOff(deps: JobDeps): Promise<boolean> {
  const busy: Busy = [];
  let worked = false;
  const lane = async (): Promise<void> => {
    for (let left = true; left && !deps.stopping(); ) {
      const took = await takeTurn(deps, busy);
      worked ||= took;
      left = took || busy.length > 0;
    }
  };
  // Every lane has ended before anything is said.
  for (const end of await Promise.allSettled(Array.from({ length: deps.lanes }, lane))) {
    if (end.status === "rejected") throw end.reason;
  }
  return worked;
}

/** One chunk of the job whose turn it is. False: there is none, or nothing of it is left to begin. */
async function takeTurn(deps: JobDeps, busy: Busy): Promise<boolean> {
  const { queue, handlers, tools, logger } = deps;
  const { clock } = tools;
  const job = await queue.claim(clock.now(), busy);
  if (!job) return false;
  const { id, order } = job;
  const now = clock.now();
  const admitted = admit(job, now);
  if (!admitted.ok) {
    await queue.end(job, { state: "refused", refusal: admitted.refusal }, now);
    return true;
  }
  const scope = admitted.value;
  // The row of a kind takes the order of that kind.
  const handler = handlers[order.kind] as JobHandler<JobOrder>;
  busy.push(id);
  try {
    const worked = await queue.chunk({ id, scope }, now, (tx, lines, first) =>
      handler(tools, tx, scope, { order, lines, first, now }),
    );
    if (!worked) await queue.end(job, { state: "done" }, now);
    else logger.debug({ job: id, kind: order.kind }, "chunk done");
    return worked;
  } catch (error) {
    if (isOutage(error) || isRetryable(error)) throw error;
    await giveUp(deps, job, error);
    return true;
  } finally {
    busy.splice(busy.indexOf(id), 1);
  }
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
