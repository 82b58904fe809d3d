import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { codeOf, Fault } from "./fault.mjs";

/**
 * The parsed file, or undefined when there is none.
 * @param {string} path
 * @returns {unknown}
 */
export function readJson(path) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault(`${path} is damaged (it isn't JSON): restore it, or run "npm run reset" to start anew.`, {
      cause: error,
    });
  }
}

/**
 * Writes beside the file and renames: a reader, or the next start after a power cut, sees the old content or the
 * new, never a part.
 * @param {string} path
 * @param {unknown} value
 * @param {number} [mode] 0o600 for secrets
 */
export function writeJson(path, value, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  const file = openSync(draft, "w", mode);
  try {
    writeSync(file, `${JSON.stringify(value, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>} the value itself when it is an object, else an empty one
 */
export function asRecord(value) {
  return typeof value === "object" && value !== null ? /** @type {Record<string, unknown>} */ (value) : {};
}

/**
 * A new folder for temporary files that other users of the machine may pass through, as PostgreSQL's must, but not
 * look into.
 * @param {string} prefix
 */
export function passableFolder(prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return folder;
}
