import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../lib/fault.mjs";

/**
 * The migrations of a folder in Prisma's layout, oldest first.
 * @param {string} folder `prisma/migrations`
 * @returns {import("@prisma/schema-engine-wasm").MigrationList}
 */
export function readMigrations(folder) {
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  const lock = join(folder, "migration_lock.toml");
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lock) ? readFileSync(lock, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readScript(folder, name) },
      },
    })),
  };
}

/**
 * @param {string} folder
 * @param {string} name
 */
function readScript(folder, name) {
  try {
    return readFileSync(join(folder, name, "migration.sql"), "utf8");
  } catch (error) {
    throw new Fault(`${join(folder, name)} has no migration.sql: restore it, or remove the folder.`, {
      cause: error,
    });
  }
}
