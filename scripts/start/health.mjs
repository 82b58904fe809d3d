import { Fault, messageOf } from "../lib/fault.mjs";
import { tailOf } from "../lib/process-tree.mjs";
import { waitFor } from "../lib/wait.mjs";

/**
 * Waits until web, worker, database, log and chain are well by their own account.
 * @param {string} url of /api/health
 * @param {string} logFile of the web server
 */
export async function untilHealthy(url, logFile, withinMs = 60_000) {
  let last = "no answer";
  const healthy = await waitFor(
    async () => {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
        if (response.ok) return true;
        last = `HTTP ${response.status}: ${(await response.text()).slice(0, 500)}`;
      } catch (error) {
        last = messageOf(error);
      }
      return false;
    },
    { withinMs, everyMs: 50 },
  );
  if (healthy) return;
  throw new Fault(
    `${url} is not well after ${withinMs / 1000} s (${last}). The web server's log ends with:\n${tailOf(logFile)}`,
  );
}
