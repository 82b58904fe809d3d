import { asRecord } from "../lib/files.mjs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @param {unknown} value */
const number = (value) => (typeof value === "number" ? value : 0);

/** @param {unknown} value @returns {unknown[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/**
 * From vitest's JSON report. A test file that fails before its first test counts as one failure.
 * @param {unknown} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = asRecord(report);
  const broken = list(testResults)
    .map(asRecord)
    .filter(({ status, assertionResults }) => status === "failed" && !list(assertionResults).some(isFailed));
  return {
    passed: number(numPassedTests),
    failed: number(numFailedTests) + broken.length,
    skipped: number(numPendingTests) + number(numTodoTests),
  };
}

/** @param {unknown} result */
function isFailed(result) {
  return asRecord(result).status === "failed";
}

/**
 * From Playwright's JSON report. A test that passed only at a second attempt did not pass.
 * @param {unknown} report
 * @returns {Counts}
 */
export function playwrightCounts(report) {
  const { stats, errors } = asRecord(report);
  const { expected, unexpected, flaky, skipped } = asRecord(stats);
  return {
    passed: number(expected),
    failed: number(unexpected) + number(flaky) + list(errors).length,
    skipped: number(skipped),
  };
}

/**
 * From a last line "12 passed, 1 failed", as contracts/forge-test.mjs prints it.
 * @param {string} output
 * @returns {Counts}
 */
export function spokenCounts(output) {
  const match = /(\d+) passed, (\d+) failed\s*$/.exec(output);
  return { passed: Number(match?.[1] ?? 0), failed: Number(match?.[2] ?? 0), skipped: 0 };
}

/**
 * What a part amounts to: a run that ended badly without a failed test, or that ran no test, has failed too.
 * @param {Counts} counts
 * @param {boolean} ok whether its process ended well
 * @returns {Counts}
 */
export function judged(counts, ok) {
  const silent = counts.failed === 0 && (!ok || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/**
 * @typedef {Counts & { name: string, seconds: number }} Part
 *
 * @param {Part[]} parts
 * @returns {string[]} a table, and as the last line the sum
 */
export function summary(parts) {
  const rows = parts.map(({ name, seconds, passed, failed, skipped }) =>
    [name, `${seconds.toFixed(1)} s`, String(passed), String(failed), String(skipped)].map((cell, i) =>
      i === 0 ? cell.padEnd(12) : cell.padStart(9),
    ),
  );
  const head = [
    "Part".padEnd(12),
    ...["Time", "Passed", "Failed", "Skipped"].map((cell) => cell.padStart(9)),
  ];
  const sum = (/** @type {"passed" | "failed"} */ key) => parts.reduce((total, part) => total + part[key], 0);
  return [
    ...[head, ...rows].map((row) => row.join("").trimEnd()),
    "",
    `${sum("passed")} passed, ${sum("failed")} failed`,
  ];
}
