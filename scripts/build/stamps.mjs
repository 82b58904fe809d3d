import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { asRecord, readJson, writeJson } from "../lib/files.mjs";
import { inRoot, root } from "../lib/paths.mjs";

/**
 * One result of building, and all it depends on.
 * @typedef {object} Product
 * @property {string} name
 * @property {string[]} inputs files and folders in the repository; those that don't exist are skipped
 * @property {string[]} outputs without any of which it must be built
 */

/** Beside the results, not in .data: an instance with other data (`--data`) shares them. */
const stampsFile = inRoot(".build/stamps.json");

/** Never part of a result: tests, and the declarations of messages that the build itself writes. */
const ignored = /(\.test\.tsx?$)|(\.d\.json\.ts$)|(^|\/)(node_modules|testing|\.DS_Store)(\/|$)/;

/**
 * Runs `build` unless the product was built from the very same sources before.
 * @param {Product} product
 * @param {() => Promise<void>} build
 * @returns {Promise<boolean>} whether it was built now
 */
export async function whenChanged(product, build) {
  const hash = hashOf(product.inputs);
  const complete = product.outputs.every((output) => existsSync(inRoot(output)));
  if (complete && asRecord(readJson(stampsFile))[product.name] === hash) return false;
  forget(product.name);
  await build();
  remember(product.name, hash);
  return true;
}

/**
 * SHA-256 over names and contents.
 * @param {string[]} inputs
 * @param {string} [base]
 */
export function hashOf(inputs, base = root) {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesOf(base, input)).sort()) {
    const content = readFileSync(join(base, file));
    // Length first: otherwise moving bytes from one file's end to the next one's name would go unseen.
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} base
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(base, path) {
  if (ignored.test(path)) return [];
  const stat = statSync(join(base, path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(join(base, path)).flatMap((name) => filesOf(base, `${path}/${name}`));
}

/** @param {string} name @param {string} hash */
function remember(name, hash) {
  writeJson(stampsFile, { ...asRecord(readJson(stampsFile)), [name]: hash });
}

/** An interrupted build must not pass for the one before. @param {string} name */
function forget(name) {
  const { [name]: _, ...others } = asRecord(readJson(stampsFile));
  writeJson(stampsFile, others);
}
