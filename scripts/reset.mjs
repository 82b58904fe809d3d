// npm run reset: deletes the data of the embedded database and chain, keys and passwords with them. Databases and
// chains outside (DATABASE_URL, CHAIN_RPC_URL) are not touched. Afterwards `npm start` begins anew.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { Fault } from "./lib/fault.mjs";
import { root } from "./lib/paths.mjs";
import { stopLeftovers } from "./lib/process-tree.mjs";
import { holderOf } from "./lib/starter-lock.mjs";
import { refugeFor } from "./postgres/runtime.mjs";
import { dataPaths } from "./start/data-folder.mjs";
import { readOptions } from "./start/options.mjs";

try {
  const paths = dataPaths(readOptions(process.argv.slice(2), process.env).dataDir);
  const name = relative(process.cwd(), paths.folder) || paths.folder;
  if (!existsSync(paths.folder)) {
    console.log(`There is no data in ${name}.`);
  } else {
    await empty(paths);
    console.log(`Deleted the data in ${name}. "npm start" begins anew.`);
  }
} catch (error) {
  console.error(error instanceof Fault ? error.message : error);
  process.exitCode = 1;
}

/** @param {import("./start/data-folder.mjs").DataPaths} paths */
async function empty(paths) {
  const holder = holderOf(paths.lock);
  if (holder !== undefined) {
    throw new Fault(
      `Packproof is running with this data (process ${holder.identity.pid}, ${holder.note}): ` +
        "stop it with Ctrl-C first, then reset.",
    );
  }
  if (!existsSync(paths.version) && readdirSync(paths.folder).length > 0) {
    throw new Fault(`${paths.folder} does not look like a data folder of Packproof, so nothing is deleted.`);
  }
  await stopLeftovers(paths.children);
  // Only what lies in it: the folder itself may be a mount point.
  for (const entry of readdirSync(paths.folder)) rmSync(join(paths.folder, entry), { recursive: true });
  for (const place of [paths.folder, root]) rmSync(refugeFor(place), { recursive: true, force: true });
}
