import { isAlive } from "./identity.mjs";
import { waitFor } from "./wait.mjs";

/**
 * @typedef {import("./identity.mjs").ProcessIdentity} ProcessIdentity
 * @typedef {{ name: string, identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number }} Stoppable
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
  killGroup(identity);
  await waitFor(() => !isAlive(identity), { withinMs: 5_000 });
  return "killed";
}

/** @param {ProcessIdentity} identity */
function killGroup(identity) {
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
