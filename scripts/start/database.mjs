import { existsSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../lib/fault.mjs";
import { asRecord, readJson, writeJson } from "../lib/files.mjs";
import { rank } from "../lib/process-tree.mjs";
import { initialiseCluster, startCluster, stopGraceMs } from "../postgres/cluster.mjs";
import { checkExternalDatabase } from "../postgres/external.mjs";
import { databaseUrls, ensureDatabase, newPasswords, withClient } from "../postgres/roles.mjs";
import { prepareRuntime } from "../postgres/runtime.mjs";
import { keptPort } from "./kept-ports.mjs";

/**
 * @typedef {import("../postgres/roles.mjs").DatabaseUrls} DatabaseUrls
 * @typedef {import("./data-folder.mjs").DataPaths} DataPaths
 * @typedef {import("../lib/process-tree.mjs").ProcessTree} ProcessTree
 */

/**
 * A database that answers, with the roles Packproof needs.
 * @param {DataPaths} paths
 * @param {ProcessTree} tree
 * @param {DatabaseUrls | undefined} external
 * @returns {Promise<DatabaseUrls>}
 */
export async function openDatabase(paths, tree, external) {
  if (external !== undefined) {
    await checkExternalDatabase(external);
    return external;
  }
  const { runtime, clusterParent } = prepareRuntime(paths.folder);
  const folder = join(clusterParent, "postgres");
  const passwords = keptPasswords(paths.secrets, existsSync(join(folder, "PG_VERSION")));
  initialiseCluster(runtime, folder, { password: passwords.admin });
  const port = await keptPort(paths.ports, "postgres");
  const name = "PostgreSQL";
  const { process } = await startCluster({
    runtime,
    folder,
    logFile: paths.log("postgres"),
    port,
    settings: { shared_buffers: "128MB", max_wal_size: "1GB", max_connections: "100" },
    onSpawn: (identity) =>
      tree.keep({ name, identity, signal: "SIGINT", graceMs: stopGraceMs, rank: rank.database }),
  });
  tree.needs(name, process);
  const server = { port, passwords };
  await ensureDatabase(server, "packproof");
  return databaseUrls(server, "packproof");
}

/**
 * Whether nothing of Packproof was ever in it.
 * @param {string} ownerUrl
 * @returns {Promise<boolean>}
 */
export function isEmptyDatabase(ownerUrl) {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query("select to_regclass('_prisma_migrations') is null as empty");
    return rows[0].empty === true;
  });
}

/**
 * @param {string} file
 * @param {boolean} clusterExists
 * @returns {import("../postgres/roles.mjs").Passwords}
 */
function keptPasswords(file, clusterExists) {
  const { admin, owner, web, worker } = asRecord(asRecord(readJson(file)).postgres);
  if ([admin, owner, web, worker].every((value) => typeof value === "string")) {
    return { admin: String(admin), owner: String(owner), web: String(web), worker: String(worker) };
  }
  if (clusterExists) {
    throw new Fault(
      `${file} is missing or damaged, and with it the passwords of the embedded database: restore the file, ` +
        'or run "npm run reset" to start anew.',
    );
  }
  const postgres = newPasswords();
  writeJson(file, { postgres }, 0o600);
  return postgres;
}
