/** How often something may be done: `burst` at once, then `perSecond`. A token bucket. */
export type Rate = { readonly burst: number; readonly perSecond: number };

export type Granted = {
  /** 0: nothing is left. */
  readonly granted: number;
  /** What stays for others. */
  readonly left: number;
  /** Seconds until the next one; 0 when something was granted. */
  readonly wait: number;
};

/** Buckets that all processes share. */
export type Budgets = {
  /** Up to `want` tokens of the bucket `key`, to be spent by the caller. `now` in epoch milliseconds. */
  take(key: Uint8Array, rate: Rate, want: number, now: number): Promise<Granted>;
};
