// Run after every `npm install`: node scripts/lock.mjs
//
// Packages for other platforms are optional. npm leaves out of package-lock.json those it could not see when the lock
// was made (a registry mirror need not carry them), and then `npm ci` refuses the lock everywhere ("Missing: …").
// This adds an entry for each, from the version its parent asks for and the platform in its name.
import { readFileSync, writeFileSync } from "node:fs";
import { platformOf } from "./install/platform.mjs";
import { inRoot } from "./lib/paths.mjs";

/** @typedef {import("./install/platform.mjs").LockEntry} LockEntry */

const file = inRoot("package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
/** @type {Record<string, LockEntry>} */
const packages = lock.packages;

const added = [];
for (const [parent, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isResolved(parent, name)) continue;
    const version = /\d+\.\d+\.\d+\S*/.exec(range)?.[0];
    if (version === undefined)
      throw new Error(`${parent} asks for ${name} ${range}: add it to the lock by hand.`);
    packages[`node_modules/${name}`] = {
      version,
      ...platformOf(name),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    };
    added.push(`${name}@${version}`);
  }
}

if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added.length === 0 ? "package-lock.json is complete." : `Added ${added.join(", ")}.`);

/**
 * Looks where Node would: in the package's own node_modules, then in each above.
 * @param {string} parent
 * @param {string} name
 */
function isResolved(parent, name) {
  for (let place = parent; ; place = place.slice(0, place.lastIndexOf("node_modules/")).replace(/\/$/, "")) {
    if (packages[`${place === "" ? "" : `${place}/`}node_modules/${name}`] !== undefined) return true;
    if (place === "") return false;
  }
}
