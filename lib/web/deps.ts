import pino, { type Logger } from "pino";
import type { KeyGateDeps } from "@/lib/auth/api-key";
import type { SessionDeps } from "@/lib/auth/sessions";
import { type KeyRing, postgresKeyRing, postgresKeys } from "@/lib/db/api-keys";
import { postgresBudgets } from "@/lib/db/budgets";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresDesk } from "@/lib/db/desk";
import { postgresDirectory } from "@/lib/db/directory";
import { postgresEventArchive } from "@/lib/db/event-archive";
import { postgresJobs } from "@/lib/db/jobs";
import { postgresLedger } from "@/lib/db/ledger";
import { postgresNamedQueries } from "@/lib/db/named-queries";
import { postgresPublicRegistry } from "@/lib/db/public-registry";
import { postgresSessions, type Sessions } from "@/lib/db/sessions";
import { type WebEnv, webEnv } from "@/lib/env/env";
import type { Desk } from "@/lib/operations/desk-ports";
import type { EventArchive } from "@/lib/operations/event-archive-ports";
import type { Jobs } from "@/lib/operations/job-ports";
import type { Keys } from "@/lib/operations/key-ports";
import type { NamedQueries } from "@/lib/operations/named-query-ports";
import type { Deps } from "@/lib/operations/ports";
import type { PublicRegistry } from "@/lib/operations/public-ports";
import { settleWaiting } from "@/lib/operations/settle-waiting";
import { nodePrimitives } from "@/lib/primitives/node";
import { systemClock, systemIds, systemRandom } from "@/lib/primitives/system";
import { type Limits, newLimits } from "./limits";
import type { RouteDoc } from "./openapi/route-doc";

/** All that the web tier works with, opened once a process. */
export type Web = {
  readonly env: WebEnv;
  readonly db: Database;
  /** What every operation takes: the ledger and the directory, the desk's lists, the public registry. */
  readonly deps: Deps & {
    readonly desk: Desk;
    readonly jobs: Jobs;
    readonly registry: PublicRegistry;
    readonly keys: Keys;
    readonly archive: EventArchive;
    readonly queries: NamedQueries;
  };
  readonly sessions: Sessions;
  readonly keyRing: KeyRing;
  readonly limits: Limits;
  readonly logger: Logger;
  /** Tests compare here what a route answers with what it says it answers. */
  readonly onAnswer?: (value: unknown, doc: RouteDoc) => void;
};

/** For tests, which open their own on a database of their own; everybody else asks `web()`. */
export function openWeb(env: WebEnv): Web {
  const db = openDatabase(env.DATABASE_URL);
  return {
    env,
    db,
    deps: {
      clock: systemClock,
      ids: systemIds,
      random: systemRandom,
      sha256: nodePrimitives.sha256,
      ledger: postgresLedger(db),
      directory: postgresDirectory(db),
      afterShipping: settleWaiting,
      desk: postgresDesk(db),
      jobs: postgresJobs(db),
      registry: postgresPublicRegistry(db),
      keys: postgresKeys(db),
      archive: postgresEventArchive(db),
      queries: postgresNamedQueries(db),
    },
    sessions: postgresSessions(db),
    keyRing: postgresKeyRing(db),
    limits: newLimits({ budgets: postgresBudgets(db), sha256: nodePrimitives.sha256 }),
    logger: pino({ level: env.LOG_LEVEL, base: { process: "web" } }),
  };
}

// On globalThis, because Next may load this module more than once in one process (pages, handlers, development).
const kept = globalThis as { packproofWeb?: Web };

/** This process's. Opened at the first request, so that a build needs neither variables nor a database. */
export function web(): Web {
  kept.packproofWeb ??= openWeb(webEnv());
  return kept.packproofWeb;
}

/** For tests: handlers work with this one from now on. */
export function replaceWeb(opened: Web): void {
  kept.packproofWeb = opened;
}

export const sessionDeps = ({ deps, sessions }: Web): SessionDeps => ({
  sessions,
  clock: deps.clock,
  random: deps.random,
  sha256: deps.sha256,
});

export const keyGateDeps = ({ deps, keyRing }: Web): KeyGateDeps => ({
  keyRing,
  clock: deps.clock,
  sha256: deps.sha256,
});
