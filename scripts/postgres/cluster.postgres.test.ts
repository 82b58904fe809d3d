import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { passableFolder } from "../lib/files.mjs";
import { identityOf, isAlive, type ProcessIdentity } from "../lib/identity.mjs";
import { freePort } from "../lib/ports.mjs";
import { stopProcess } from "../lib/stop.mjs";
import { initialiseCluster, startCluster, stopGraceMs } from "./cluster.mjs";
import { postmasterOf } from "./postmaster.mjs";
import { adminUrl, ensureDatabase, newPasswords, withClient } from "./roles.mjs";
import { prepareRuntime, refugeFor } from "./runtime.mjs";

describe("the embedded PostgreSQL", () => {
  const passwords = newPasswords();
  let folder: string;
  let cluster: Parameters<typeof startCluster>[0];
  let started: ProcessIdentity[];

  beforeEach(async () => {
    folder = passableFolder("packproof-cluster-");
    const { runtime, clusterParent } = prepareRuntime(join(folder, "data"));
    started = [];
    cluster = {
      runtime,
      folder: join(clusterParent, "postgres"),
      logFile: join(folder, "postgres.log"),
      port: await freePort(),
      // A killed process loses nothing that the kernel has: only a power cut would need the disk.
      settings: { fsync: "off" },
      onSpawn: (identity) => void started.push(identity),
    };
    initialiseCluster(runtime, cluster.folder, { password: passwords.admin, sync: false });
  });
  afterEach(async () => {
    for (const identity of started) await stop(identity);
    for (const place of [folder, refugeFor(join(folder, "data"))])
      rmSync(place, { recursive: true, force: true });
  });

  const stop = (identity: ProcessIdentity) =>
    stopProcess({ name: "PostgreSQL", identity, signal: "SIGINT", graceMs: stopGraceMs });
  const ask = (sql: string) =>
    withClient(adminUrl({ port: cluster.port, passwords }), async (client) => (await client.query(sql)).rows);

  it("keeps what was committed over kill -9 of the server, and starts again at once", async () => {
    const { identity } = await startCluster(cluster);
    await ask("create table kept as select 42 as answer");
    process.kill(identity.pid, "SIGKILL");
    await startCluster(cluster);
    expect(await ask("select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("stops a server that a killed starter left running on the same data", async () => {
    const { identity: orphan } = await startCluster(cluster);
    const { identity } = await startCluster(cluster);
    expect(isAlive(orphan)).toBe(false);
    expect(isAlive(identity)).toBe(true);
    expect(await ask("select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("starts although postmaster.pid names a live process that is no such server", async () => {
    const { identity } = await startCluster(cluster);
    const file = join(cluster.folder, "postmaster.pid");
    const content = readFileSync(file, "utf8");
    await stop(identity);
    writeFileSync(file, content.replace(/^\d+/, String(process.pid)));
    expect(postmasterOf(cluster.folder)).toEqual({ recorded: true });
    await startCluster(cluster);
    expect(identityOf(process.pid)).toBeDefined();
    expect(await ask("select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("listens on loopback only, with passwords, and not on a socket anybody could reach", async () => {
    await startCluster(cluster);
    expect(
      await ask(
        "select setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories') order by name",
      ),
    ).toEqual([{ setting: "127.0.0.1" }, { setting: "" }]);
    const wrong = { port: cluster.port, passwords: { ...passwords, admin: "guess" } };
    await expect(withClient(adminUrl(wrong), async () => {})).rejects.toThrow(
      /password authentication failed/,
    );
  });

  it("sets up roles and database as often as it is started", async () => {
    await startCluster(cluster);
    const server = { port: cluster.port, passwords };
    await ensureDatabase(server, "packproof");
    await ensureDatabase(server, "packproof");
    const unbound = await ask(
      "select rolname from pg_roles where rolname like 'packproof%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) order by 1",
    );
    expect(unbound).toEqual([{ rolname: "packproof_admin" }]);
  });

  it("begins anew when an earlier initdb was cut off, and says why when it cannot start", async () => {
    rmSync(join(cluster.folder, "PG_VERSION"));
    initialiseCluster(cluster.runtime, cluster.folder, { password: passwords.admin, sync: false });
    expect(existsSync(join(cluster.folder, "PG_VERSION"))).toBe(true);
    writeFileSync(join(cluster.folder, "PG_VERSION"), "17\n");
    await expect(startCluster(cluster)).rejects.toThrow(
      /PostgreSQL did not start, see .*postgres.log: .*incompatible/,
    );
  });
});
