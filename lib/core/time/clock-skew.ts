/** Clocks of two systems may differ by so much (milliseconds). */
export const CLOCK_SKEW = 15 * 60_000;
