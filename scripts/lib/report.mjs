/**
 * What a person who waits sees: a line when something takes longer than a moment, and one when it is done.
 * @typedef {object} Report
 * @property {(line: string) => void} say
 * @property {<T>(doing: string, work: () => Promise<T>, done?: (result: T) => string | undefined) => Promise<T>} step
 *   says `doing` unless the work is done in a moment, and afterwards what `done` makes of it
 * @property {() => number} elapsedMs
 */

const momentMs = 300;

/**
 * @param {(line: string) => void} print
 * @returns {Report}
 */
export function createReport(print = (line) => console.log(line)) {
  const begin = performance.now();
  const elapsedMs = () => performance.now() - begin;
  const say = (/** @type {string} */ line) => print(`${seconds(elapsedMs()).padStart(8)}  ${line}`);
  return {
    say,
    elapsedMs,
    step: async (doing, work, done) => {
      const from = performance.now();
      const begun = setTimeout(() => say(`${doing} …`), momentMs);
      try {
        const result = await work();
        const outcome = done?.(result);
        if (outcome !== undefined) say(`${outcome} (${seconds(performance.now() - from)})`);
        return result;
      } finally {
        clearTimeout(begun);
      }
    },
  };
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
