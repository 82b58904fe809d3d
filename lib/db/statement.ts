import type pg from "pg";
import type { TenantScope } from "@/lib/operations/scope";
import type { Database } from "./database";
import { Prisma } from "./generated/client";

const { sql } = Prisma;

/**
 * The hot paths talk to pg itself, by prepared statements: a verification through Prisma cost the web process twice
 * the time of all the rest (npm run bench:ledger). Lists and master data stay with Prisma.
 */

/** One name a text for the whole process; the texts are those of this folder, so there are few. */
const names = new Map<string, string>();

/** Values stay parameters; Postgres parses and plans each text once a connection. */
export function statementOf(call: Prisma.Sql): pg.QueryConfig {
  const { text, values } = call;
  const name = names.get(text) ?? `packproof_${names.size}`;
  names.set(text, name);
  return { name, text, values };
}

/** Calls a function that guards itself and answers one value; its shape is the migration's promise. */
export const ask = async <Value>({ pool }: Database, call: Prisma.Sql): Promise<Value> =>
  theValue((await pool.query<Answer<Value>>(statementOf(sql`select ${call} as value`))).rows);

/** Rows of a statement that guards itself. */
export const rowsOf = async <Row extends pg.QueryResultRow>(
  { pool }: Database,
  call: Prisma.Sql,
): Promise<readonly Row[]> => (await pool.query<Row>(statementOf(call))).rows;

/**
 * The same for a function that asks who is there, and on which market: app.org_id and app.market are set by the
 * statement that calls it and are gone with it. The function runs for a row of `scope`, so never before its setting;
 * the conditions keep the planner from dropping it. Not for a bare select: row-level security may be asked before the row is there.
 */
export async function askScoped<Value>(
  { pool }: Database,
  { orgId, country }: Pick<TenantScope, "orgId" | "country">,
  call: Prisma.Sql,
): Promise<Value> {
  const scoped = sql`with scope as materialized (
      select set_config('app.org_id', ${orgId}, true) as org, set_config('app.market', ${country}, true) as market)
    select ${call} as value from scope where org <> '' and market <> ''`;
  return theValue((await pool.query<Answer<Value>>(statementOf(scoped))).rows);
}

export type Answer<Value> = { readonly value: Value };

export function theValue<Value>([row]: readonly Answer<Value>[]): Value {
  if (!row) throw new Error("A function of the database did not answer");
  return row.value;
}
