import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { aloneBuilding, buildPrograms, buildSite, generate } from "@/scripts/build/build.mjs";
import { inRoot, root } from "@/scripts/lib/paths.mjs";
import { freePort } from "@/scripts/lib/ports.mjs";
import { rank } from "@/scripts/lib/process-tree.mjs";
import { createReport } from "@/scripts/lib/report.mjs";
import { untilHealthy } from "@/scripts/start/health.mjs";
import type { Server } from "../ledger/server";
import { environmentOf, NEXT } from "../ledger/web";

/** Something that is killed with -9 again and again; `crash` answers once it is back. */
export type Victim = {
  readonly name: string;
  /** It runs for so long at most before it is killed again. */
  readonly restMs: number;
  crash(): Promise<void>;
};

export type Processes = {
  readonly ports: readonly number[];
  readonly origin: string;
  readonly victims: readonly Victim[];
};

/** Two web processes and a worker as in production; the chain is away, which stops no log. */
export async function startProcesses(server: Server): Promise<Processes> {
  await aloneBuilding(
    createReport(() => undefined),
    async () => {
      await generate(server.tree);
      await Promise.all([buildSite(server.tree), buildPrograms()]);
    },
  );
  const ports = [await freePort(), await freePort()];
  const origin = `http://localhost:${ports[0]}`;
  const data = join(server.folder, "worker-data");
  mkdirSync(data);
  const key = (): string => randomBytes(32).toString("hex");
  const keys = { CHECKPOINT_KEY: key(), HEAD_KEY: key(), ANCHOR_KEY: key() };

  const startWeb = async (port: number) => {
    const logFile = join(server.folder, `web-${port}.log`);
    const child = server.tree.start({
      name: "a web process",
      argv: [process.execPath, NEXT, "start", "--hostname", "127.0.0.1", "--port", String(port)],
      cwd: root,
      env: environmentOf(server, origin),
      logFile,
      rank: rank.web,
      graceMs: 10_000,
    });
    await untilHealthy(`http://127.0.0.1:${port}/api/health`, { logFile, othersWithinMs: 0 });
    return child;
  };
  const startWorker = async () =>
    server.tree.start({
      name: "the worker",
      argv: [process.execPath, inRoot(".build/worker.mjs")],
      cwd: root,
      env: {
        ...environmentOf(server, origin),
        ...keys,
        DATABASE_WORKER_URL: server.urls.workerUrl,
        DATA_DIR: data,
      },
      logFile: join(server.folder, "worker.log"),
      rank: rank.worker,
      graceMs: 10_000,
    });
  const victim = async (
    name: string,
    restMs: number,
    start: () => Promise<{ kill: () => void }>,
  ): Promise<Victim> => {
    let child = await start();
    return {
      name,
      restMs,
      async crash() {
        child.kill();
        child = await start();
      },
    };
  };
  return {
    ports,
    origin,
    victims: [
      ...(await Promise.all(ports.map((port) => victim("web", 5_000, () => startWeb(port))))),
      await victim("worker", 3_000, startWorker),
      { name: "Postgres", restMs: 3_000, crash: server.crash },
    ],
  };
}
