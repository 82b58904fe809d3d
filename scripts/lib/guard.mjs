import { spawn } from "node:child_process";
import { inRoot } from "./paths.mjs";

/**
 * A process of its own that stops our children when we are killed without a chance to do it (kill -9): it notices
 * because its standard input closes.
 * @typedef {object} Guard
 * @property {(target: import("./stop.mjs").Stoppable) => void} watch stopped rank by rank
 * @property {(folder: string) => void} discard removed after the processes ended
 * @property {() => Promise<void>} release everything was stopped in good order: the guard has nothing left to do
 *
 * @returns {Guard}
 */
export function openGuard() {
  const child = spawn(process.execPath, [inRoot("scripts/lib/guard-process.mjs")], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.on("error", () => {}); // Without a guard we run on: the next start cleans up what we would leave behind.
  child.stdin.on("error", () => {});
  child.unref();
  const say = (/** @type {unknown} */ message) => child.stdin.write(`${JSON.stringify(message)}\n`);
  return {
    watch: (target) => say({ watch: target }),
    discard: (folder) => say({ discard: folder }),
    release: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
        child.once("exit", () => resolve());
        child.ref();
        child.stdin.end(`${JSON.stringify({ release: true })}\n`);
      }),
  };
}
