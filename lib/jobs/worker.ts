import type { Logger } from "pino";
import { isOutage, isRetryable } from "@/lib/db/sql-state";
import { anchorHead } from "@/lib/operations/anchor-head";
import type { AnchorTick } from "@/lib/operations/anchor-tick";
import type { AnchorDeps, LogDeps } from "@/lib/operations/log-ports";
import { reconcileAnchors } from "@/lib/operations/reconcile-anchors";
import { openLog, publishCheckpoint, sequenceLog } from "@/lib/operations/sequence-log";

export type WorkerHealth = {
  /** away: the database does not serve; said as soon as it does again, and until the log has moved. */
  readonly log: "growing" | "away" | "halted";
  readonly chain: "reached" | "away" | "halted";
  readonly because: string | null;
};

export type WorkerDeps = {
  readonly log: LogDeps;
  readonly anchor: AnchorDeps;
  readonly logger: Logger;
  readonly heartbeat: (health: WorkerHealth) => Promise<void>;
  /** Resolves after `ms`, or at once when the worker is told to stop. */
  readonly rest: (ms: number) => Promise<void>;
  readonly stopping: () => boolean;
};

const TICK_MS = 500;
/** How often the newest final anchor is read again from the chain. */
const RECONCILE_MS = 30_000;
/** Steps of one anchor taken in a row before the log gets its turn again. */
const STEPS = 8;
/** The longest rest while the database is away. */
const LONGEST_REST_MS = 15_000;

/** One part of the worker: how it stands, and why it does not go on. */
type Part<State> = { readonly state: State; readonly because: string | null };
type Course = {
  log: Part<WorkerHealth["log"]>;
  chain: Part<WorkerHealth["chain"]>;
  opened: boolean;
  reconciledAt: number;
  more: boolean;
};

/** The log's trouble is the graver thing to say. */
const healthOf = ({ log, chain }: Course): WorkerHealth => ({
  log: log.state,
  chain: chain.state,
  because: log.because ?? chain.because,
});

/**
 * Sequence → sign → anchor → confirm → reconcile, for ever. The log goes on while the chain is away; a halt of the
 * one or the other stops that part, is logged as an error and stays visible in health until a person has looked. While
 * the database is away the worker waits for it, ever longer up to 15 seconds, and goes on where it was. Throws only
 * when it cannot begin: another log's database, other keys, a refused login.
 */
export async function runWorker(deps: WorkerDeps): Promise<void> {
  const { logger, rest, stopping } = deps;
  const course: Course = {
    log: { state: "growing", because: null },
    chain: { state: "reached", because: null },
    opened: false,
    reconciledAt: 0,
    more: false,
  };
  for (let failures = 0; !stopping(); ) {
    try {
      await turn(deps, course);
      if (failures > 0) logger.info({ failures }, "database back");
      failures = 0;
    } catch (error) {
      if (!isOutage(error) && !isRetryable(error)) throw error;
      failures++;
      logger.warn({ error: wordsOf(error), failures }, "database away");
      await sayAway(deps, course, wordsOf(error));
    }
    if (failures > 0) await rest(Math.min(TICK_MS * 2 ** (failures - 1), LONGEST_REST_MS));
    else if (!course.more) await rest(TICK_MS);
  }
}

/** One turn of everything. Throws when the database is away. */
async function turn(deps: WorkerDeps, course: Course): Promise<void> {
  if (!course.opened) {
    await openLog(deps.log);
    course.opened = true;
  }
  course.more = false;
  if (course.log.state !== "halted") await growLog(deps, course);
  if (course.chain.state !== "halted") await moveAnchor(deps, course);
  await deps.heartbeat(healthOf(course));
}

async function growLog({ log, logger }: WorkerDeps, course: Course): Promise<void> {
  try {
    const { logged, more } = await sequenceLog(log);
    if ((await publishCheckpoint(log)) || logged > 0) logger.info({ logged }, "log grew");
    course.more = more;
    course.log = { state: "growing", because: null };
  } catch (error) {
    if (isOutage(error) || isRetryable(error)) throw error;
    logger.error({ error: wordsOf(error) }, "log halted");
    course.log = { state: "halted", because: wordsOf(error) };
  }
}

async function moveAnchor({ anchor, logger, stopping }: WorkerDeps, course: Course): Promise<void> {
  const judge = (tick: AnchorTick): boolean => {
    course.chain = judged(tick, logger);
    return course.chain.state === "reached";
  };
  try {
    const now = anchor.clock.now();
    if (now - course.reconciledAt >= RECONCILE_MS) {
      if (!judge(await reconcileAnchors(anchor))) return;
      course.reconciledAt = now;
    }
    for (let step = 0; step < STEPS && !stopping(); step++) {
      const tick = await anchorHead(anchor);
      // A chain that is away is asked again at the next turn, and then everything it said before.
      if (!judge(tick)) course.reconciledAt = 0;
      if (tick.kind !== "moved") return;
    }
  } catch (error) {
    if (isOutage(error) || isRetryable(error)) throw error;
    judge({ kind: "halted", because: wordsOf(error) });
  }
}

/** The heartbeat goes through the same database: it may come through on another connection, and is missed if not. */
async function sayAway({ heartbeat, logger }: WorkerDeps, course: Course, because: string): Promise<void> {
  if (course.log.state !== "halted") course.log = { state: "away", because };
  try {
    await heartbeat(healthOf(course));
  } catch (error) {
    if (!isOutage(error) && !isRetryable(error)) throw error;
    logger.debug({ error: wordsOf(error) }, "no heartbeat");
  }
}

function judged(tick: AnchorTick, logger: Logger): Course["chain"] {
  switch (tick.kind) {
    case "halted":
      logger.error({ because: tick.because }, "anchoring halted");
      return { state: "halted", because: tick.because };
    case "chain-away":
      logger.warn({ fault: tick.fault.kind, detail: tick.fault.detail }, "chain away");
      return { state: "away", because: tick.fault.detail ?? tick.fault.kind };
    case "moved":
      logger.info({ from: tick.from, to: tick.to, size: String(tick.size) }, "anchor moved");
      return { state: "reached", because: null };
    default:
      return { state: "reached", because: null };
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
