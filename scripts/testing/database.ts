import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Client } from "pg";
import { inject } from "vitest";
import { connectStatements, createDatabase, type DatabaseUrls, withClient } from "../postgres/roles.mjs";

/** The migrated database that every test database is copied from; nobody connects to it. */
export const templateDatabase = "packproof_template";

/** A database of a test's own. */
export type FreshDatabase = DatabaseUrls & {
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
};

/** Copies the migrated, empty database (some 30 ms). For `*.postgres.test.ts` files. */
export function freshDatabase(): Promise<FreshDatabase> {
  return newDatabase(templateDatabase);
}

/** A database with roles but without tables, for tests of migrating itself. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return newDatabase();
}

/** A copy of a database as it is now. Ends every connection to it. */
export async function copiedDatabase({ ownerUrl }: Pick<DatabaseUrls, "ownerUrl">): Promise<FreshDatabase> {
  const source = new URL(ownerUrl).pathname.slice(1);
  await withClient(inject("postgres").adminUrl, (client) =>
    client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [source]),
  );
  return newDatabase(source);
}

/** What only a superuser may: triggers are off, so that a test can break what nothing else can. */
export const asSuperuser = <Value>(
  { ownerUrl }: Pick<DatabaseUrls, "ownerUrl">,
  body: (client: Client) => Promise<Value>,
): Promise<Value> =>
  withClient(
    withDatabase(inject("postgres").adminUrl, new URL(ownerUrl).pathname.slice(1)),
    async (client) => {
      await client.query("set session_replication_role = replica");
      return body(client);
    },
  );

async function newDatabase(template?: string): Promise<FreshDatabase> {
  const { adminUrl, ownerUrl, webUrl, workerUrl } = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await withClient(adminUrl, async (client) => {
    await createDatabase(client, name, template);
    for (const statement of connectStatements(name)) await client.query(statement);
  });
  return {
    ownerUrl: withDatabase(ownerUrl, name),
    webUrl: withDatabase(webUrl, name),
    workerUrl: withDatabase(workerUrl, name),
    drop: () =>
      withClient(adminUrl, async (client) => {
        await untilNobodyIsConnected(client, name);
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

const PATIENCE_MS = 5_000;

/**
 * A pool says that it is closed before its connections are. One that is cut off meanwhile raises an error that nobody
 * listens for, and fails whichever test runs by then.
 */
async function untilNobodyIsConnected(client: Pick<Client, "query">, database: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const { rows } = await client.query("select 1 from pg_stat_activity where datname = $1", [database]);
    if (rows.length === 0) return;
    await setTimeout(10);
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
