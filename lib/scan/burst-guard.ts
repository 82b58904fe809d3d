/**
 * Knows whether a scanner is typing, or has been within the last half second.
 *
 * Scanners end a code with Enter, which is a known way to dismiss a warning unread: no dialogue may react to Enter,
 * Tab or Space while this says busy.
 */
export type BurstGuard = {
  /** A key of a burst went by at `time` (the clock of `KeyboardEvent.timeStamp`, ms). */
  keystroke(time: number): void;
  /** True during a burst and for 500 ms after its last key. */
  busy(time?: number): boolean;
};

export const QUIET_AFTER_BURST_MS = 500;

export function createBurstGuard(clock: () => number = () => performance.now()): BurstGuard {
  let last = Number.NEGATIVE_INFINITY;
  return {
    keystroke(time) {
      if (time > last) last = time;
    },
    busy: (time = clock()) => time - last < QUIET_AFTER_BURST_MS,
  };
}

/** The page's own guard, fed by listenForWedge. */
export const burstGuard: BurstGuard = createBurstGuard();
