import { closeSync, existsSync, mkdirSync, openSync, renameSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A fresh log file; the one before stays as `….previous.log`, because after a crash that is the one people need.
 * @param {string} path
 */
export function openLog(path) {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) renameSync(path, path.replace(/(\.log)?$/, ".previous.log"));
  const descriptor = openSync(path, "a", 0o600);
  return { descriptor, close: () => closeSync(descriptor) };
}
