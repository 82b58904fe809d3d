/** Scans of a supplied pack at the site that supplied it that are taken for a slip of the hand, by market. */
export const REPEATS_TOLERATED = 2;

export type Repeat = {
  /** This scan among all scans of the pack there; the supply itself was the first. */
  readonly n: number;
  readonly of: number;
  /** False: no longer a slip; an alert is due. */
  readonly tolerated: boolean;
};

/** `earlier`: repeats counted before this scan. French and Finnish practice tolerate two, then alert. */
export function repeatOf(earlier: number, toleratedRepeats = REPEATS_TOLERATED): Repeat {
  const n = earlier + 2;
  const of = toleratedRepeats + 1;
  return { n, of, tolerated: n <= of };
}
