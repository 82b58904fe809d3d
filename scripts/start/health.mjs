import { Fault, messageOf } from "../lib/fault.mjs";
import { asRecord } from "../lib/files.mjs";
import { tailOf } from "../lib/process-tree.mjs";
import { waitFor } from "../lib/wait.mjs";

/**
 * Waits until web, worker, database, log and chain are well by their own account. Without the database nothing goes
 * on; worker, log and chain may take their time (a real chain may be away, and scans are taken all the same).
 * @param {string} url of /api/health
 * @param {{ logFile: string, withinMs?: number, othersWithinMs?: number }} options `logFile`: the web server's
 * @returns {Promise<string[]>} what is not well yet, in its own words
 */
export async function untilHealthy(url, { logFile, withinMs = 60_000, othersWithinMs = 15_000 }) {
  let last = "no answer";
  /** @type {string[]} */
  let ailing = [];
  const ask = async () => {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      const text = await response.text();
      last = `HTTP ${response.status}: ${text.slice(0, 500)}`;
      ailing = ailingIn(text);
      return response.ok;
    } catch (error) {
      last = messageOf(error);
      return false;
    }
  };
  if (!(await waitFor(ask, { withinMs, everyMs: 50 }))) {
    throw new Fault(
      `${url} is not well after ${withinMs / 1000} s (${last}). The web server's log ends with:\n${tailOf(logFile)}`,
    );
  }
  await waitFor(async () => (await ask()) && ailing.length === 0, { withinMs: othersWithinMs, everyMs: 100 });
  return ailing;
}

/** @param {string} body @returns {string[]} */
function ailingIn(body) {
  try {
    return Object.entries(asRecord(asRecord(JSON.parse(body)).parts))
      .map(([name, part]) => ({ name, ...asRecord(part) }))
      .filter((part) => !("status" in part) || part.status !== "ok")
      .map((part) => `${part.name}: ${"says" in part ? part.says : "unknown"}`);
  } catch {
    return ["health: its answer is no JSON"];
  }
}
