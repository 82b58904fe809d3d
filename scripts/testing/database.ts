import { randomBytes } from "node:crypto";
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
    drop: async () => {
      await withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
