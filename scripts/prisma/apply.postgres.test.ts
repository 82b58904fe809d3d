import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inRoot } from "../lib/paths.mjs";
import { withClient } from "../postgres/roles.mjs";
import { emptyDatabase, type FreshDatabase, freshDatabase } from "../testing/database";
import { applyMigrations } from "./apply.mjs";

const table = "create table pack (serial text primary key);";
const withBody = `
  create function double(n int) returns int language plpgsql as $$ begin n := n * 2; return n; end $$;
  grant execute on function double(int) to packproof_app;`;

describe("migrating", () => {
  let database: FreshDatabase;
  let folder: string;
  const write = (name: string, sql: string): void => {
    mkdirSync(join(folder, "migrations", name), { recursive: true });
    writeFileSync(join(folder, "migrations", name, "migration.sql"), sql);
  };
  const define = (noun: string, sql: string): void =>
    writeFileSync(join(folder, "functions", `${noun}.sql`), sql);
  const migrate = () => applyMigrations(database.ownerUrl, folder);
  const ask = (sql: string) =>
    withClient(database.ownerUrl, async (client) => Object.values((await client.query(sql)).rows[0])[0]);

  beforeEach(async () => {
    database = await emptyDatabase();
    folder = mkdtempSync(join(tmpdir(), "packproof-migrations-"));
    for (const part of ["migrations", "functions"]) mkdirSync(join(folder, part));
    writeFileSync(join(folder, "migrations", "migration_lock.toml"), 'provider = "postgresql"\n');
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
    rmSync(join(folder, "migrations", "2_newer"), { recursive: true });
    await expect(migrate()).rejects.toThrow(/has run 2_newer, which this version of Packproof does not know/);
  });

  const counted =
    "create or replace function packs() returns bigint language sql as $$ select count(*) from pack $$;";

  it("defines the functions anew each time, in whatever order they call each other", async () => {
    write("1_pack", table);
    define(
      "a",
      "create or replace function twice() returns bigint language sql as $$ select 2 * packs() $$;",
    );
    define("b", counted);
    await migrate();
    await withClient(database.ownerUrl, (client) => client.query("insert into pack values ('1'), ('2')"));
    expect(await ask("select twice()")).toBe("4");
    define(
      "a",
      "create or replace function twice() returns bigint language sql as $$ select packs() + packs() + 1 $$;",
    );
    expect(await migrate()).toEqual([]);
    expect(await ask("select twice()")).toBe("5");
  });

  it("takes back the right to call a function that is not granted any more", async () => {
    write("1_pack", table);
    const may = () => ask("select has_function_privilege('packproof_app', 'packs()', 'execute')");
    define("a", `${counted} grant execute on function packs to packproof_app;`);
    await migrate();
    expect(await may()).toBe(true);
    define("a", `${counted} revoke execute on function packs from public;`);
    await migrate();
    expect(await may()).toBe(false);
  });

  it("leaves all functions as they were when one fails, and names its file and line", async () => {
    write("1_pack", table);
    define("a", counted);
    await migrate();
    define("a", counted.replace("count(*)", "42::bigint"));
    define("b", "\ncreate functio wrong;");
    await expect(migrate()).rejects.toThrow(/functions of b\.sql failed at line 2 and all were left/);
    expect(await ask("select packs()")).toBe("0");
  });
});

describe("the functions of this version", () => {
  it("have one definition each", () => {
    const named = readdirSync(inRoot("prisma"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".sql"))
      .flatMap((path) => [
        ...readFileSync(inRoot(`prisma/${path}`), "utf8").matchAll(
          /^create (?:or replace )?function (\w+)/gim,
        ),
      ])
      .map(([, name]) => name);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((name, at) => named.indexOf(name) !== at)).toEqual([]);
  });

  it("have bodies that Postgres has checked, each with all the others there", async () => {
    const database = await freshDatabase();
    await withClient(database.ownerUrl, async (client) => {
      await client.query("set check_function_bodies = on");
      const folder = inRoot("prisma/functions");
      const scripts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) await client.query(script);
    });
    await database.drop();
  });
});
