import pino from "pino";
import { openDatabase } from "@/lib/db/database";
import { postgresHeartbeat } from "@/lib/db/heartbeat";
import { workerEnv } from "@/lib/env/env";
import { anchorDeps } from "./anchor-deps";
import { logDeps } from "./log-deps";
import { runWorker } from "./worker";

/** The worker process: any number may run; row locks and deterministic signatures keep them from disagreeing. */
const env = workerEnv();
const logger = pino({ level: env.LOG_LEVEL, base: { process: "worker" } });
const db = openDatabase(env.DATABASE_WORKER_URL, { max: 4 });
const log = logDeps(env, db);
const anchor = anchorDeps(env, db, log);

let stop = false;
let wake = (): void => undefined;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    stop = true;
    wake();
  });
}

try {
  await runWorker({
    log,
    anchor,
    logger,
    heartbeat: postgresHeartbeat(db, "worker", log.clock),
    stopping: () => stop,
    rest: (ms) =>
      stop
        ? Promise.resolve()
        : new Promise((resolve) => {
            const timer = setTimeout(resolve, ms);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          }),
  });
} catch (error) {
  logger.fatal({ error: error instanceof Error ? error.message : String(error) }, "worker ended");
  process.exitCode = 1;
} finally {
  anchor.close();
  await db.close();
}
