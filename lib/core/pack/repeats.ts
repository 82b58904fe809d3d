export type Repeat = {
  /** This scan among all scans of the pack there; the supply itself was the first. */
  readonly n: number;
  readonly of: number;
  /** False: no longer a slip; an alert is due. */
  readonly tolerated: boolean;
};

/** `earlier`: repeats counted before this scan. How many are tolerated is the market's (policy/market-policy). */
export function repeatOf(earlier: number, repeatsTolerated: number): Repeat {
  const n = earlier + 2;
  const of = repeatsTolerated + 1;
  return { n, of, tolerated: n <= of };
}
