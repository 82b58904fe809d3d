import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { asRecord } from "./files.mjs";

/**
 * A process, told apart from a later one that was given the same number: pid and start time.
 * @typedef {{ pid: number, started: string }} ProcessIdentity
 */

const linux = process.platform === "linux";

/**
 * The identity of a live process; undefined when there is none. A zombie (it answers kill 0, but runs no more)
 * counts as gone.
 * @param {number} pid
 * @returns {ProcessIdentity | undefined}
 */
export function identityOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const started = linux ? startedOnLinux(pid) : startedByPs(pid);
  return started === undefined ? undefined : { pid, started };
}

/** @param {ProcessIdentity} identity */
export function isAlive(identity) {
  return identityOf(identity.pid)?.started === identity.started;
}

/**
 * @param {unknown} value
 * @returns {value is ProcessIdentity}
 */
export function isIdentity(value) {
  const { pid, started } = asRecord(value);
  return Number.isInteger(pid) && typeof started === "string";
}

/** @param {number} pid @returns {string | undefined} */
function startedOnLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name (field 2) may hold spaces and brackets: fields are counted from its last bracket.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    // Field 22 counts ticks since boot, so the boot belongs to it.
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`;
  } catch {
    return undefined; // no such process: /proc has no folder for it
  }
}

/** @param {number} pid @returns {string | undefined} */
function startedByPs(pid) {
  try {
    const line = execFileSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return line === "" || line.startsWith("Z") ? undefined : line.replace(/^\S+\s+/, "");
  } catch {
    return undefined; // ps exits with 1 when there is no such process
  }
}
