import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../lib/fault.mjs";
import { identityOf } from "../lib/identity.mjs";

/**
 * The server that postmaster.pid names.
 * @param {string} folder data directory
 * @returns {{ recorded: boolean, identity?: import("../lib/identity.mjs").ProcessIdentity }} `identity` only when
 *   that process is alive and really serves this folder
 */
export function postmasterOf(folder) {
  let text;
  try {
    text = readFileSync(join(folder, "postmaster.pid"), "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { recorded: false };
    throw error;
  }
  const identity = identityOf(Number.parseInt(text, 10));
  if (identity === undefined || !serves(identity.pid, folder)) return { recorded: true };
  return { recorded: true, identity };
}

/**
 * @param {number} pid
 * @param {string} folder
 */
function serves(pid, folder) {
  try {
    if (process.platform === "linux") {
      // The server changes into its data directory; that link is its own to read, or root's.
      const program = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] ?? "";
      return program.endsWith("postgres") && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
    }
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes("postgres") && command.includes(folder);
  } catch {
    return false; // it ended meanwhile, or belongs to somebody else
  }
}
