import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { Fault } from "../lib/fault.mjs";
import { asRecord, readJson, writeJson } from "../lib/files.mjs";

/** Raised when what is kept in the folder changes its shape; PostgreSQL's files change with its major version. */
const current = { format: 1, postgres: 18 };

/**
 * Where everything of one instance is kept.
 * @param {string} folder
 */
export function dataPaths(folder) {
  const at = (/** @type {string[]} */ ...parts) => join(folder, ...parts);
  return {
    folder,
    version: at("version.json"),
    lock: at("starter.json"),
    children: at("children.json"),
    ready: at("ready.json"),
    secrets: at("secrets.json"),
    ports: at("ports.json"),
    keys: at("keys"),
    chainState: at("chain", "state.json"),
    contract: at("chain", "contract.json"),
    log: (/** @type {string} */ name) => at("logs", `${name}.log`),
  };
}

/** @typedef {ReturnType<typeof dataPaths>} DataPaths */

/**
 * Makes the folder, or refuses one that this version cannot read.
 * @param {DataPaths} paths
 */
export function openDataFolder(paths) {
  const name = relative(process.cwd(), paths.folder) || paths.folder;
  const found = readJson(paths.version);
  if (found === undefined) {
    const foreign = existsSync(paths.folder) ? readdirSync(paths.folder) : [];
    if (foreign.length > 0) {
      throw new Fault(
        `The folder ${name} holds something else than Packproof's data (${foreign[0]}): ` +
          "name an empty or a new folder with --data.",
      );
    }
    // PostgreSQL may run as another user, who has to pass through; what is secret has its own permissions.
    mkdirSync(paths.folder, { recursive: true, mode: 0o755 });
    writeJson(paths.version, current);
    return;
  }
  const { format, postgres } = asRecord(found);
  if (format === current.format && postgres === current.postgres) return;
  throw new Fault(
    `The data in ${name} is of another version of Packproof (format ${format}, PostgreSQL ${postgres}; this one ` +
      `reads format ${current.format}, PostgreSQL ${current.postgres}): go on with that version, or run ` +
      '"npm run reset" to delete the data and start anew.',
  );
}
