import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withClient } from "../postgres/roles.mjs";
import { emptyDatabase, type FreshDatabase } from "../testing/database";
import { applyMigrations } from "./apply.mjs";

const table = "create table pack (serial text primary key);";
const withBody = `
  create function double(n int) returns int language plpgsql as $$ begin n := n * 2; return n; end $$;
  grant execute on function double(int) to packproof_app;`;

describe("migrating", () => {
  let database: FreshDatabase;
  let folder: string;
  const write = (name: string, sql: string): void => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "migration.sql"), sql);
  };
  const migrate = () => applyMigrations(database.ownerUrl, folder);
  const ask = (sql: string) =>
    withClient(database.ownerUrl, async (client) => Object.values((await client.query(sql)).rows[0])[0]);

  beforeEach(async () => {
    database = await emptyDatabase();
    folder = mkdtempSync(join(tmpdir(), "packproof-migrations-"));
    writeFileSync(join(folder, "migration_lock.toml"), 'provider = "postgresql"\n');
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  it("runs each migration once and in order, function bodies whole", async () => {
    write("1_pack", table);
    write("2_double", withBody);
    expect(await migrate()).toEqual(["1_pack", "2_double"]);
    expect(await migrate()).toEqual([]);
    expect(await ask("select double(21)")).toBe(42);
  });

  it("leaves nothing of a failing migration, names it and its line, and runs it once it is corrected", async () => {
    write("1_pack", table);
    write("2_wrong", "create table half ();\n\nselec 1;");
    await expect(migrate()).rejects.toThrow(/2_wrong failed at line 3 and was rolled back: syntax error/);
    expect(await ask("select to_regclass('half')")).toBeNull();
    expect(await ask("select to_regclass('pack')")).toBe("pack");
    write("2_wrong", "create table half ();");
    expect(await migrate()).toEqual(["2_wrong"]);
  });

  it("lets two starters on one database take turns instead of colliding", async () => {
    write("1_pack", table);
    const both = await Promise.all([migrate(), migrate()]);
    expect(both.flat()).toEqual(["1_pack"]);
  });

  it("refuses a migration that was edited after it ran", async () => {
    write("1_pack", table);
    await migrate();
    write("1_pack", `${table} -- edited`);
    await expect(migrate()).rejects.toThrow(/1_pack was changed after this database had run it/);
  });

  it("refuses a database that a newer version has migrated", async () => {
    write("1_pack", table);
    write("2_newer", withBody);
    await migrate();
    rmSync(join(folder, "2_newer"), { recursive: true });
    await expect(migrate()).rejects.toThrow(/has run 2_newer, which this version of Packproof does not know/);
  });
});
