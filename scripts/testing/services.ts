import { rmSync } from "node:fs";
import { join } from "node:path";
import { computeAddress, hexlify, randomBytes } from "ethers";
import type { TestProject } from "vitest/node";
import { anvilGraceMs, fundAccount, startAnvil } from "../chain/anvil.mjs";
import { passableFolder } from "../lib/files.mjs";
import { openGuard } from "../lib/guard.mjs";
import { freePort } from "../lib/ports.mjs";
import { type Stoppable, stopProcess } from "../lib/stop.mjs";
import { initialiseCluster, startCluster, stopGraceMs } from "../postgres/cluster.mjs";
import * as roles from "../postgres/roles.mjs";
import { prepareRuntime } from "../postgres/runtime.mjs";
import { applyMigrations } from "../prisma/apply.mjs";
import { templateDatabase } from "./database";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated, empty database on a throw-away server. `freshDatabase()` makes further ones. */
    postgres: roles.DatabaseUrls & { adminUrl: string };
    /** A throw-away EVM chain (anvil, one block a transaction) and a key that holds 10,000 ether on it. */
    chain: { rpcUrl: string; funderKey: string };
  }
}

let stopAll = async (): Promise<void> => {};

/** Starts one Postgres and one EVM chain for the whole run (vitest calls it as global setup). */
export async function setup(project: TestProject): Promise<void> {
  const folder = passableFolder("packproof-test-");
  const guard = openGuard();
  guard.discard(folder);
  const running: Stoppable[] = [];
  const keep = (target: Stoppable): void => {
    running.push(target);
    guard.watch(target);
  };
  stopAll = async () => {
    await Promise.all(running.map(stopProcess));
    rmSync(folder, { recursive: true, force: true });
    await guard.release();
  };
  // Both are waited for, so that a failure of one doesn't leave the other behind.
  const [postgres, chain] = await Promise.allSettled([startPostgres(folder, keep), startChain(folder, keep)]);
  if (postgres.status === "rejected" || chain.status === "rejected") {
    await stopAll();
    throw [postgres, chain].find((outcome) => outcome.status === "rejected")?.reason;
  }
  project.provide("postgres", postgres.value);
  project.provide("chain", chain.value);
}

export async function teardown(): Promise<void> {
  await stopAll();
}

async function startPostgres(folder: string, keep: (target: Stoppable) => void) {
  const { runtime, clusterParent } = prepareRuntime(join(folder, "data"));
  const passwords = roles.newPasswords();
  const cluster = join(clusterParent, "postgres");
  initialiseCluster(runtime, cluster, { password: passwords.admin, sync: false });
  const port = await freePort();
  await startCluster({
    runtime,
    folder: cluster,
    logFile: join(folder, "postgres.log"),
    port,
    // Nothing here outlives the run, so nothing waits for the disk.
    settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "200" },
    onSpawn: (identity) => keep({ name: "PostgreSQL", identity, signal: "SIGINT", graceMs: stopGraceMs }),
  });
  const server = { port, passwords };
  await roles.ensureDatabase(server, templateDatabase);
  await applyMigrations(roles.databaseUrls(server, templateDatabase).ownerUrl);
  const adminUrl = roles.adminUrl(server);
  await roles.withClient(adminUrl, async (client) => {
    await roles.createDatabase(client, "packproof", templateDatabase);
    for (const statement of roles.connectStatements("packproof")) await client.query(statement);
  });
  return { ...roles.databaseUrls(server, "packproof"), adminUrl };
}

async function startChain(folder: string, keep: (target: Stoppable) => void) {
  const { rpcUrl } = await startAnvil({
    port: await freePort(),
    logFile: join(folder, "anvil.log"),
    onSpawn: (identity) => keep({ name: "anvil", identity, signal: "SIGTERM", graceMs: anvilGraceMs }),
  });
  const funderKey = hexlify(randomBytes(32));
  await fundAccount(rpcUrl, computeAddress(funderKey));
  return { rpcUrl, funderKey };
}
