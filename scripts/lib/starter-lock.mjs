import { linkSync, renameSync, rmSync } from "node:fs";
import { codeOf, Fault } from "./fault.mjs";
import { asRecord, readJson, writeJson } from "./files.mjs";
import { identityOf, isAlive, isIdentity } from "./identity.mjs";

/**
 * Who holds a folder: at most one live process. A process that was killed holds nothing.
 * @typedef {{ identity: import("./identity.mjs").ProcessIdentity, note: string }} Holder
 */

/**
 * @param {string} path
 * @returns {Holder | undefined}
 */
export function holderOf(path) {
  const { identity, note } = asRecord(readJson(path));
  if (!isIdentity(identity) || !isAlive(identity)) return undefined;
  return { identity, note: typeof note === "string" ? note : "" };
}

/**
 * Takes the folder for this process.
 * @param {string} path of the lock file
 * @param {string} note for the next who wants it, for example the address
 * @returns {{ holder: Holder } | { release: () => void }} `holder` when somebody else has it
 */
export function takeLock(path, note) {
  const identity = identityOf(process.pid);
  if (identity === undefined) throw new Error("This process cannot see itself.");
  const mine = `${path}.${process.pid}`;
  writeJson(mine, { identity, note });
  try {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (linkOnce(mine, path)) return { release: () => rmSync(path, { force: true }) };
      const holder = holderOf(path);
      if (holder !== undefined) return { holder };
      discardStale(path);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new Fault(
    `${path} changes hands all the time: is something else starting Packproof from this folder?`,
  );
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {boolean} false when `to` is taken: linking is the test and the taking in one step
 */
function linkOnce(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a dead process's lock. Two starters may try at once: renaming lets one of them have it, and if what it
 * took turns out to be alive (the other was quicker and has locked anew), it is put back.
 * @param {string} path
 */
function discardStale(path) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (holderOf(aside) !== undefined) linkOnce(aside, path);
  rmSync(aside, { force: true });
}
