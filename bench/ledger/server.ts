import { rmSync } from "node:fs";
import { join } from "node:path";
import { passableFolder } from "@/scripts/lib/files.mjs";
import { openGuard } from "@/scripts/lib/guard.mjs";
import { freePort } from "@/scripts/lib/ports.mjs";
import { ProcessTree, rank } from "@/scripts/lib/process-tree.mjs";
import { killNow } from "@/scripts/lib/stop.mjs";
import { initialiseCluster, startCluster, stopGraceMs } from "@/scripts/postgres/cluster.mjs";
import {
  adminUrl,
  type DatabaseUrls,
  databaseUrls,
  ensureDatabase,
  newPasswords,
} from "@/scripts/postgres/roles.mjs";
import { prepareRuntime } from "@/scripts/postgres/runtime.mjs";
import { applyMigrations } from "@/scripts/prisma/apply.mjs";

/** A Postgres of the benchmark's own, durable as in production, in a folder that goes away with it. */
export type Server = {
  readonly urls: DatabaseUrls;
  readonly adminUrl: string;
  readonly tree: ProcessTree;
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Kills Postgres with -9 and starts it again: answers when it takes connections. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

export async function startServer(
  packs: number,
  onLoss = (name: string, how: string): void => console.error(`${name} ended by itself: ${how}`),
): Promise<Server> {
  const folder = passableFolder("packproof-bench-");
  const guard = openGuard();
  guard.discard(folder);
  const tree = new ProcessTree({
    record: join(folder, "children.json"),
    guard,
    onLoss,
  });
  const stop = async (): Promise<void> => {
    await tree.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { runtime, clusterParent } = prepareRuntime(join(folder, "data"));
    const passwords = newPasswords();
    const cluster = join(clusterParent, "postgres");
    initialiseCluster(runtime, cluster, { password: passwords.admin, sync: false });
    const port = await freePort();
    const settings = {
      shared_buffers: packs >= 5e6 ? "3GB" : "1GB",
      effective_cache_size: "12GB",
      maintenance_work_mem: "1GB",
      work_mem: "32MB",
      max_wal_size: "8GB",
      checkpoint_timeout: "15min",
      wal_level: "minimal",
      max_wal_senders: "0",
      max_connections: "120",
    };
    const start = () =>
      startCluster({
        runtime,
        folder: cluster,
        logFile: join(folder, "postgres.log"),
        port,
        settings,
        onSpawn: (identity) =>
          tree.keep({
            name: "PostgreSQL",
            identity,
            signal: "SIGINT",
            graceMs: stopGraceMs,
            rank: rank.database,
          }),
      });
    let { identity } = await start();
    const crash = async (): Promise<void> => {
      killNow(identity);
      ({ identity } = await start());
    };
    const server = { port, passwords };
    await ensureDatabase(server, "packproof");
    const urls = databaseUrls(server, "packproof");
    await applyMigrations(urls.ownerUrl);
    return { urls, adminUrl: adminUrl(server, "packproof"), tree, folder, settings, crash, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
