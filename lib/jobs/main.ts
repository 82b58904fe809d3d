import { setTimeout as pause } from "node:timers/promises";
import pino from "pino";
import { jobGates } from "@/lib/auth/job-gates";
import { openDatabase } from "@/lib/db/database";
import { postgresHeartbeat } from "@/lib/db/heartbeat";
import { postgresJobQueue } from "@/lib/db/job-queue";
import { postgresUpkeep } from "@/lib/db/upkeep";
import { postgresWebhookQueue } from "@/lib/db/webhook-queue";
import { workerEnv } from "@/lib/env/env";
import { anchorDeps } from "./anchor-deps";
import { JOB_HANDLERS } from "./job-handlers";
import { jobTools } from "./job-tools";
import { logDeps } from "./log-deps";
import { postWebhook } from "./post-webhook";
import { runJobs } from "./run-jobs";
import { runUpkeep } from "./run-upkeep";
import { hmac, runWebhooks } from "./run-webhooks";
import { runWorker } from "./worker";

/** The worker process: any number may run; row locks and deterministic signatures keep them from disagreeing. */
const env = workerEnv();
const logger = pino({ level: env.LOG_LEVEL, base: { process: "worker" } });
const db = openDatabase(env.DATABASE_WORKER_URL, { max: 6 });
const log = logDeps(env, db);
const anchor = anchorDeps(env, db, log);

const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort());
const stopping = (): boolean => ending.signal.aborted;

/** Ends at once, without an error, when the worker is told to stop. */
async function rest(ms: number): Promise<void> {
  try {
    await pause(ms, undefined, { signal: ending.signal });
  } catch (error) {
    if (!stopping()) throw error;
  }
}

/** Whatever ends one part ends the other too: a worker that does half of its work would look well. */
const part = (run: Promise<void>): Promise<void> => run.finally(() => ending.abort());

try {
  await Promise.all([
    part(
      runWorker({
        log,
        anchor,
        logger,
        heartbeat: postgresHeartbeat(db, "worker", log.clock),
        stopping,
        rest,
      }),
    ),
    part(
      runJobs({
        queue: postgresJobQueue(db, jobGates),
        handlers: JOB_HANDLERS,
        tools: jobTools(db),
        lanes: 3,
        logger,
        stopping,
        rest,
      }),
    ),
    part(runUpkeep({ upkeep: postgresUpkeep(db), clock: log.clock, logger, stopping, rest })),
    part(
      runWebhooks({
        queue: postgresWebhookQueue(db),
        clock: log.clock,
        ids: log.ids,
        hmac,
        // A demonstration has no address on the internet, and nobody's network to reach into.
        post: (letter) => postWebhook(letter, { anywhere: env.DEMO }),
        lanes: 4,
        logger,
        stopping,
        rest,
      }),
    ),
  ]);
} catch (error) {
  logger.fatal({ error: error instanceof Error ? error.message : String(error) }, "worker ended");
  process.exitCode = 1;
} finally {
  anchor.close();
  await db.close();
}
