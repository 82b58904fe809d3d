/** A person's fastest deliberate keys; scanners that type are faster. Milliseconds. */
export const HUMAN_GAP = 80;
/** Between the keys of one sequence. Milliseconds. */
export const SEQUENCE_PATIENCE = 3000;

export type SequenceState = { readonly matched: number; readonly lastKeyAt: number };

export const SEQUENCE_START: SequenceState = { matched: 0, lastKeyAt: Number.NEGATIVE_INFINITY };

/**
 * Follows a key sequence (S, then Y) typed by a person. A key that comes sooner than HUMAN_GAP after any
 * other belongs to a scanner's burst and breaks the sequence: no barcode that contains "SY" confirms anything.
 *
 * @param key one typed character, any case
 * @param at milliseconds of any monotonic clock
 */
export function advanceSequence(
  keys: readonly string[],
  state: SequenceState,
  key: string,
  at: number,
): SequenceState {
  const gap = at - state.lastKeyAt;
  if (gap < HUMAN_GAP) return { matched: 0, lastKeyAt: at };
  const typed = key.toLowerCase();
  const matched = gap > SEQUENCE_PATIENCE ? 0 : state.matched;
  if (typed === keys[matched]?.toLowerCase()) return { matched: matched + 1, lastKeyAt: at };
  return { matched: typed === keys[0]?.toLowerCase() ? 1 : 0, lastKeyAt: at };
}
