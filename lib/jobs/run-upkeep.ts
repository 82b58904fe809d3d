import type { Logger } from "pino";
import { isOutage, isRetryable } from "@/lib/db/sql-state";
import type { Clock } from "@/lib/operations/ports";
import { removeWhatIsOver, type Upkeep } from "@/lib/operations/upkeep";

export type UpkeepDeps = {
  readonly upkeep: Upkeep;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Resolves after `ms`, or at once when the worker is told to stop. */
  readonly rest: (ms: number) => Promise<void>;
  readonly stopping: () => boolean;
};

/** Nothing here is in a hurry: what is over is refused at once wherever it is asked for, and only takes room. */
const EVERY_MS = 30_000;

/** Removes what is over until the worker stops, however busy its other parts are. */
export async function runUpkeep({ upkeep, clock, logger, rest, stopping }: UpkeepDeps): Promise<void> {
  while (!stopping()) {
    try {
      await removeWhatIsOver(upkeep, clock.now(), stopping);
    } catch (error) {
      if (!isOutage(error) && !isRetryable(error)) throw error;
      logger.warn(
        { error: error instanceof Error ? error.message : String(error) },
        "upkeep waits for the database",
      );
    }
    await rest(EVERY_MS);
  }
}
