import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, absolute, without a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[/\\]$/, "");

/** @param {...string} parts @returns {string} a path inside the repository */
export function inRoot(...parts) {
  return join(root, ...parts);
}
