import { isAlive } from "./identity.mjs";
import { waitFor } from "./wait.mjs";

/**
 * @typedef {import("./identity.mjs").ProcessIdentity} ProcessIdentity
 *
 * @typedef {object} Stoppable
 * @property {string} name for people
 * @property {ProcessIdentity} identity
 * @property {NodeJS.Signals} signal that asks it to end in good order
 * @property {number} graceMs how long it may take before it is killed
 * @property {number} [rank] lower ones stop first; equal ones together
 */

/**
 * Asks a process to end and waits; kills it (and its group, which it leads) when it doesn't within its grace.
 * Only ever signals the very process that was recorded: a pid given to somebody else since is left alone.
 * @param {Stoppable} target
 * @returns {Promise<"gone" | "stopped" | "killed">}
 */
export async function stopProcess({ identity, signal, graceMs }) {
  if (!isAlive(identity)) return "gone";
  send(identity.pid, signal);
  if (await waitFor(() => !isAlive(identity), { withinMs: graceMs })) return "stopped";
  killNow(identity);
  await waitFor(() => !isAlive(identity), { withinMs: 5_000 });
  return "killed";
}

/**
 * Stops many, rank by rank, so that nothing loses a service it is still using.
 * @param {Stoppable[]} targets
 */
export async function stopInOrder(targets) {
  const ranks = [...new Set(targets.map((target) => target.rank ?? 0))].sort((a, b) => a - b);
  for (const rank of ranks) {
    await Promise.all(targets.filter((target) => (target.rank ?? 0) === rank).map(stopProcess));
  }
}

/** @param {ProcessIdentity} identity */
export function killNow(identity) {
  if (!isAlive(identity)) return;
  if (!send(-identity.pid, "SIGKILL")) send(identity.pid, "SIGKILL");
}

/**
 * @param {number} target pid, or -pid for the group it leads
 * @param {NodeJS.Signals} signal
 * @returns {boolean} false when there was nobody to signal
 */
function send(target, signal) {
  try {
    return process.kill(target, signal);
  } catch {
    return false; // it ended on its own meanwhile
  }
}
