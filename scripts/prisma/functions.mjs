import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { Fault, messageOf } from "../lib/fault.mjs";

/**
 * The database's functions, one file a noun. A migration is a step that is taken once; a function is a text that changes
 * and has one place, so all of them are defined anew at each migrating, in one transaction. What a migration itself
 * needs, because a policy or a trigger calls it, stands there. A function that goes, or whose arguments change, is
 * dropped by a migration.
 *
 * The right to call them is given here only: whatever was granted before and is not any more, is taken back.
 * @param {import("pg").ClientBase} owner
 * @param {string} folder
 */
export async function applyFunctions(owner, folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".sql")) : [];
  await owner.query("begin");
  try {
    // They call each other, in whatever order their files are named.
    await owner.query("set local check_function_bodies = off");
    await owner.query("revoke execute on all functions in schema public from packproof_app, packproof_jobs");
    for (const name of files.sort()) await define(owner, folder, name);
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

/**
 * @param {import("pg").ClientBase} owner
 * @param {string} folder
 * @param {string} name
 */
async function define(owner, folder, name) {
  const script = readFileSync(join(folder, name), "utf8");
  try {
    await owner.query(script);
  } catch (error) {
    throw new Fault(
      `The functions of ${name} failed${lineOf(script, error)} and all were left as they were: ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/**
 * Where a script failed, if Postgres says so.
 * @param {string} script
 * @param {unknown} error
 */
export function lineOf(script, error) {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  return Number.isNaN(position) ? "" : ` at line ${script.slice(0, position).split("\n").length}`;
}
