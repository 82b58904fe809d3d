import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Fault, messageOf } from "../lib/fault.mjs";
import { inRoot } from "../lib/paths.mjs";
import { applyFunctions, lineOf } from "./functions.mjs";
import { readMigrations } from "./migrations.mjs";
import { noExternals, withSchemaEngine } from "./schema-engine.mjs";

/** Two starters on one database take turns: the number only has to be the same everywhere. */
const migrationLock = 0x7061636b;

/**
 * Brings a database to the newest migration, and its functions to what their files say.
 * @param {string} ownerUrl connection of the database's owner
 * @param {string} [folder] with `migrations` and `functions`
 * @returns {Promise<string[]>} names of the migrations that were applied now
 */
export async function applyMigrations(ownerUrl, folder = inRoot("prisma")) {
  const migrationsList = readMigrations(join(folder, "migrations"));
  if (migrationsList.migrationDirectories.length === 0) return [];
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, idleTimeoutMillis: 0 });
  // A connection that breaks between two queries says so here; the next query rejects, and that is what counts.
  pool.on("error", () => {});
  const turn = await pool.connect();
  turn.on("error", () => {});
  try {
    await turn.query("select pg_advisory_lock($1)", [migrationLock]);
    const adapter = wholeScripts(pool, (script, error) => failureOf(migrationsList, script, error));
    const applied = await withSchemaEngine(adapter.factory, undefined, async (engine) => {
      await refuseStrangeHistory(engine, migrationsList);
      try {
        return (await engine.applyMigrations({ migrationsList, filters: noExternals })).appliedMigrationNames;
      } catch (error) {
        throw adapter.failure() ?? error;
      }
    });
    await applyFunctions(turn, join(folder, "functions"));
    return applied;
  } finally {
    turn.release(true); // ends the session, and with it the lock
    await pool.end();
  }
}

/**
 * Prisma's adapter for PostgreSQL, except that a script is sent whole: the adapter's own way is to split it at
 * every ";", which tears the bodies of functions apart. Sent whole, it is also one transaction.
 * @param {pg.Pool} pool
 * @param {(script: string, error: unknown) => Fault} explain
 */
function wholeScripts(pool, explain) {
  const inner = new PrismaPg(pool);
  /** @type {Fault | undefined} */
  let failure;
  /** @type {import("./schema-engine.mjs").AdapterFactory} */
  const factory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connectToShadowDb: () => inner.connectToShadowDb(),
    connect: async () => {
      const adapter = await inner.connect();
      adapter.executeScript = async (script) => {
        try {
          await pool.query(script);
        } catch (error) {
          failure = explain(script, error);
          throw error;
        }
      };
      return adapter;
    },
  };
  return { factory, failure: () => failure };
}

/**
 * @param {import("./schema-engine.mjs").SchemaEngine} engine
 * @param {import("@prisma/schema-engine-wasm").MigrationList} migrationsList
 */
async function refuseStrangeHistory(engine, migrationsList) {
  const found = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: noExternals,
  });
  // Each script is one transaction: one that failed, or whose starter was killed, has left nothing.
  const failed = found.failedMigrationNames;
  for (const migrationName of failed) await engine.markMigrationRolledBack({ migrationName });
  const edited = found.editedMigrationNames.find((name) => !failed.includes(name));
  if (edited !== undefined) {
    throw new Fault(
      `The migration ${edited} was changed after this database had run it: restore the ` +
        'file and add a new migration instead, or empty the embedded database with "npm run reset".',
    );
  }
  const history = found.history;
  if (history?.diagnostic === "migrationsDirectoryIsBehind" || history?.diagnostic === "historiesDiverge") {
    throw new Fault(
      `The database has run ${history.unpersistedMigrationNames[0]}, which this version of Packproof does not ` +
        'know: use the newer version, or empty the embedded database with "npm run reset".',
    );
  }
}

/**
 * @param {import("@prisma/schema-engine-wasm").MigrationList} list
 * @param {string} script
 * @param {unknown} error
 */
function failureOf(list, script, error) {
  const found = list.migrationDirectories.find(
    ({ migrationFile: { content } }) => content.tag === "ok" && content.value === script,
  );
  return new Fault(
    `The migration ${found?.path ?? "script"} failed${lineOf(script, error)} and was rolled back: ${messageOf(error)}`,
    { cause: error },
  );
}
