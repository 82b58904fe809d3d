/** What is kept for a while only, and how the worker removes it once that is over. */

const DAY = 86_400_000;

/**
 * A finished job with its list and results (milliseconds): a month is time to download them, and a list of half a million
 * packs is 30 MB that nobody needs twice. What the job changed stays for ever, in its events.
 */
export const JOBS_KEPT = 30 * DAY;

/**
 * Answers to requests, for their repeats (milliseconds): a device that was offline over a holiday still finds them, and
 * what it would repeat after a month the ledger's own rules refuse.
 */
export const REQUESTS_KEPT = 30 * DAY;

export type Removed = {
  readonly sessions: number;
  readonly pageTokens: number;
  readonly rateBudgets: number;
  readonly requests: number;
  readonly jobs: number;
};

export type Upkeep = {
  /** Refuses receipts that have waited a day for their shipping (capture-in); how many. */
  expireCaptures(at: number): Promise<number>;
  /** Removes some of what is over at that time, the number of each; all zero: nothing is left to remove. */
  removeOver(at: number): Promise<Removed>;
};

/** Until when a job can be looked at and its results downloaded; null: it still goes on. */
export const keptUntil = ({ finishedAt }: { readonly finishedAt: number | null }): number | null =>
  finishedAt === null ? null : finishedAt + JOBS_KEPT;

/** One round of it, to the end. */
export async function removeWhatIsOver(upkeep: Upkeep, now: number, stopping: () => boolean): Promise<void> {
  await upkeep.expireCaptures(now);
  for (let left = true; left && !stopping(); ) {
    left = Object.values(await upkeep.removeOver(now)).some((removed) => removed > 0);
  }
}
