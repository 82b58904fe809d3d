import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { expect, vi } from "vitest";
import { deployPackproofLog, openLog } from "@/lib/chain/deploy";
import { type Anvil, startAnvil } from "@/lib/chain/testing/anvil";
import { freshKey, gwei, value } from "@/lib/chain/testing/world";
import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresHeartbeat } from "@/lib/db/heartbeat";
import { postgresWorld } from "@/lib/db/testing/postgres-world";
import { parseWorkerEnv, type WorkerEnv } from "@/lib/env/env";
import type { AnchorDeps, LogDeps } from "@/lib/operations/log-ports";
import { type Acts, actsOf } from "@/lib/operations/testing/acts";
import { nodePrimitives } from "@/lib/primitives/node";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { copiedDatabase } from "@/scripts/testing/database";
import { anchorDeps } from "../anchor-deps";
import { logDeps } from "../log-deps";
import { runWorker, type WorkerHealth } from "../worker";

export const ORIGIN = "packproof.example/worker-tests";

/** One worker, run in this process as the worker process runs it. */
export type Worker = {
  readonly health: () => WorkerHealth | null;
  /** Tells it to stop and waits until it has; rejects when it ended with an error. */
  stop(): Promise<void>;
  /** It was killed: it does nothing more, and nobody waits for it. */
  abandon(): Promise<void>;
  readonly ended: Promise<void>;
};

export type Wiring = {
  /** Another database than the world's own. */
  readonly databaseUrl?: string;
  /** Another folder for what is kept outside the database. */
  readonly folder?: string;
  readonly origin?: string;
  /** Puts something between the worker and its ports. */
  readonly wrap?: (deps: { log: LogDeps; anchor: AnchorDeps }) => { log: LogDeps; anchor: AnchorDeps };
};

/** A Postgres with the cast, a chain of its own with the contract, and workers on both. */
export async function workerWorld() {
  const world = await postgresWorld("worker");
  const folder = mkdtempSync(join(tmpdir(), "packproof-worker-"));
  const keys = { checkpoint: freshKey(), head: freshKey() };
  let chain = await newChain();
  const running = new Set<Worker>();
  const held = new Set<() => Promise<void>>();

  async function newChain(): Promise<Anvil & { contract: `0x${string}` }> {
    const anvil = await startAnvil();
    const on = {
      rpcUrl: anvil.rpcUrl,
      chainId: anvil.chainId,
      administratorKey: anvil.funderKey,
      feeCap: 100n * gwei,
    };
    const { contract } = value(await deployPackproofLog(on));
    const { logId, signers } = logDeps(environment(anvil, contract), { prisma: {} } as Database);
    value(await openLog(on, contract, { logId, headKey: `0x${toHex(signers.head.address)}` }));
    return { ...anvil, contract };
  }

  function environment(anvil: Anvil, contract: `0x${string}`, wiring: Wiring = {}): WorkerEnv {
    const data = wiring.folder ?? folder;
    return parseWorkerEnv({
      DATABASE_WORKER_URL: wiring.databaseUrl ?? world.fresh.workerUrl,
      CHAIN_RPC_URL: anvil.rpcUrl,
      CHAIN_ID: String(anvil.chainId),
      CONTRACT_ADDRESS: contract,
      LOG_ORIGIN: wiring.origin ?? ORIGIN,
      CHECKPOINT_KEY: keys.checkpoint,
      HEAD_KEY: keys.head,
      ANCHOR_KEY: anvil.funderKey,
      ANCHOR_INTERVAL_SECONDS: "1",
      DATA_DIR: data,
      CHAIN_STATE_FILE: join(data, "chain-state.json"),
    });
  }

  /** What a worker is made of, with connections of its own. */
  function parts(wiring: Wiring = {}) {
    const env = environment(chain, chain.contract, wiring);
    const db = openDatabase(env.DATABASE_WORKER_URL, { max: 4 });
    const log = logDeps(env, db);
    const anchor = { ...anchorDeps(env, db, log), interval: 0 };
    const wrapped = wiring.wrap?.({ log, anchor }) ?? { log, anchor };
    const release = async (): Promise<void> => {
      held.delete(release);
      anchor.close();
      await db.close();
    };
    held.add(release);
    return { db, ...wrapped, release };
  }

  function start(wiring: Wiring = {}): Worker {
    const { db, log, anchor, release } = parts(wiring);
    const write = postgresHeartbeat(db, "worker", log.clock);
    let health: WorkerHealth | null = null;
    let stopping = false;
    let wake = (): void => undefined;
    const ended = runWorker({
      log,
      anchor,
      logger: pino({ level: "silent" }),
      async heartbeat(now) {
        health = now;
        await write(now);
      },
      stopping: () => stopping,
      rest: (ms) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, Math.min(ms, 20));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        }),
    });
    const worker: Worker = {
      health: () => health,
      ended,
      async abandon() {
        stopping = true;
        running.delete(worker);
        await release();
      },
      async stop() {
        stopping = true;
        wake();
        running.delete(worker);
        await ended.finally(release);
      },
    };
    running.add(worker);
    return worker;
  }

  /** Sizes in the order in which the contract recorded them, by its own events: one event a size, or it went there twice. */
  async function onChain(): Promise<readonly bigint[]> {
    const topic = nodePrimitives.keccak256(utf8("Anchored(bytes32,uint64,bytes32)"));
    const filter = { address: chain.contract, fromBlock: "0x0", topics: [`0x${toHex(topic)}`] };
    const response = await fetch(chain.rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_getLogs", params: [filter] }),
    });
    const { result } = (await response.json()) as { result: { topics: string[] }[] };
    return result.map(({ topics }) => BigInt(topics[2] ?? "0x0"));
  }

  const finals = async (): Promise<bigint[]> =>
    (
      await rows<{ size: string }>("select size::text from anchor where state = 'final' order by anchor.size")
    ).map(({ size }) => BigInt(size));

  /** The log is what was recorded, once each and in one order; its heads are on the chain as published, once each. */
  async function nothingLostOrDoubled(): Promise<void> {
    const [log] = await rows<{
      events: number;
      leaves: number;
      distinct: number;
      size: string;
      gaps: number;
    }>(`
      select (select count(*)::int from event) as events, count(*)::int as leaves, count(distinct event_id)::int as distinct,
             (select size::text from log_state) as size, (max(index) + 1 - count(*))::int as gaps from log_leaf`);
    const events = log?.events;
    expect(log).toEqual({ events, leaves: events, distinct: events, size: String(events), gaps: 0 });
    const sizes = await onChain();
    expect(new Set(sizes).size).toBe(sizes.length);
    expect([...sizes].sort((a, b) => (a < b ? -1 : 1))).toEqual(sizes);
    for (const size of await finals()) expect(sizes).toContain(size);
    // Every head on the chain is one that was published, and every published one was signed once.
    const published = await rows<{ size: string }>("select size::text from checkpoint");
    for (const size of sizes) expect(published).toContainEqual({ size: String(size) });
  }

  const rows = async <Row extends object>(sql: string): Promise<Row[]> => (await world.owner.query(sql)).rows;

  return {
    world,
    acts: actsOf(world) satisfies Acts,
    keys,
    folder,
    chain: () => chain,
    parts,
    start,
    rows,
    onChain,
    nothingLostOrDoubled,
    /** Sizes whose anchor is final, in order. */
    finals,
    /** Until everything recorded is logged, published and final. */
    settled: () =>
      vi.waitFor(
        async () => {
          const [row] = await rows<{ waiting: number; size: string; published: string; final: string }>(`
            select (select count(*)::int from outbox) as waiting, (select size::text from log_state) as size,
                   (select max(size)::text from checkpoint) as published,
                   (select max(size)::text from anchor where state = 'final') as final`);
          if (!row || row.waiting > 0 || row.size !== row.published || row.size !== row.final) {
            throw new Error(`not settled: ${JSON.stringify(row)}`);
          }
          return BigInt(row.size);
        },
        { interval: 20, timeout: 40_000 },
      ),
    /** Ends the chain; a new one begins at its first block, with the contract deployed and the log open and empty. */
    async replaceChain(): Promise<void> {
      await chain.kill();
      chain = await newChain();
    },
    /** A copy of the database as it is now. Ends every connection to it. */
    async backup(): Promise<{ workerUrl: string; query: typeof rows; drop(): Promise<void> }> {
      const { ownerUrl, workerUrl, drop } = await copiedDatabase(world.fresh);
      return {
        workerUrl,
        query: <Row extends object>(sql: string) =>
          withClient(ownerUrl, async (client) => (await client.query(sql)).rows as Row[]),
        drop,
      };
    },
    async close(): Promise<void> {
      await Promise.allSettled([...running].map((worker) => worker.stop()));
      await Promise.allSettled([...held].map((release) => release()));
      await chain.stop();
      await world.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type WorkerWorld = Awaited<ReturnType<typeof workerWorld>>;
