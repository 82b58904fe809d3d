import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks until the answer is neither undefined, null nor false.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {{ withinMs: number, everyMs?: number }} options
 * @returns {Promise<Exclude<T, undefined | null | false> | undefined>} undefined when the time is over
 */
export async function waitFor(ask, { withinMs, everyMs = 25 }) {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) {
      return /** @type {Exclude<T, undefined | null | false>} */ (answer);
    }
    if (Date.now() >= end) return undefined;
    await pause(everyMs);
  }
}
