import type { Logger } from "pino";
import { type AnchorTick, anchorHead, reconcileAnchors } from "@/lib/operations/anchor-head";
import type { AnchorDeps, LogDeps } from "@/lib/operations/log-ports";
import { openLog, publishCheckpoint, sequenceLog } from "@/lib/operations/sequence-log";

export type WorkerHealth = {
  readonly log: "growing" | "halted";
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

/**
 * Sequence → sign → anchor → confirm → reconcile, for ever. The log goes on while the chain is away; a halt of the
 * one or the other stops that part, is logged as an error and stays visible in health until a person has looked.
 */
export async function runWorker(deps: WorkerDeps): Promise<void> {
  const { logger, rest, stopping } = deps;
  await openLog(deps.log);
  let chain: WorkerHealth["chain"] = "reached";
  let because: string | null = null;
  let logHalted: string | null = null;
  let reconciledAt = 0;
  while (!stopping()) {
    if (logHalted === null) {
      try {
        const logged = await sequenceLog(deps.log);
        if ((await publishCheckpoint(deps.log)) || logged > 0) logger.info({ logged }, "log grew");
      } catch (error) {
        if (isOutage(error)) throw error;
        logHalted = error instanceof Error ? error.message : String(error);
        logger.error({ error: logHalted }, "log halted");
      }
    }
    if (chain !== "halted") {
      const now = deps.log.clock.now();
      if (now - reconciledAt >= RECONCILE_MS) {
        const tick = await reconcileAnchors(deps.anchor);
        if (tick.kind === "idle") reconciledAt = now;
        ({ chain, because } = judge(tick, logger));
      }
      for (let step = 0; step < STEPS && chain === "reached" && !stopping(); step++) {
        const tick = await anchorHead(deps.anchor);
        ({ chain, because } = judge(tick, logger));
        if (tick.kind !== "moved") break;
      }
      // A chain that is away is asked again at the next tick.
      if (chain === "away") reconciledAt = 0;
    }
    await deps.heartbeat({
      log: logHalted === null ? "growing" : "halted",
      chain,
      because: logHalted ?? because,
    });
    await rest(TICK_MS);
    if (chain === "away") chain = "reached";
  }
}

function judge(tick: AnchorTick, logger: Logger): Pick<WorkerHealth, "chain" | "because"> {
  switch (tick.kind) {
    case "halted":
      logger.error({ because: tick.because }, "anchoring halted");
      return { chain: "halted", because: tick.because };
    case "chain-away":
      logger.warn({ fault: tick.fault.kind, detail: tick.fault.detail }, "chain away");
      return { chain: "away", because: tick.fault.detail ?? tick.fault.kind };
    case "moved":
      logger.info({ from: tick.from, to: tick.to, size: String(tick.size) }, "anchor moved");
      return { chain: "reached", because: null };
    default:
      return { chain: "reached", because: null };
  }
}

/** The database went away: not the log's fault. The process ends and its starter starts it again. */
const isOutage = (error: unknown): boolean =>
  error instanceof Error &&
  /ECONNREFUSED|ECONNRESET|terminat|Connection|connect|timeout|shutting down|closed/i.test(error.message);
