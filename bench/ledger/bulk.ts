import pino from "pino";
import { jobGates } from "@/lib/auth/job-gates";
import { openDatabase } from "@/lib/db/database";
import { postgresJobQueue } from "@/lib/db/job-queue";
import { JOB_HANDLERS } from "@/lib/jobs/job-handlers";
import { jobTools } from "@/lib/jobs/job-tools";
import { workNextJob } from "@/lib/jobs/run-jobs";
import type { BulkVerdict } from "@/lib/operations/bulk-verify";
import { startMeter } from "./cpu";
import { HttpClient, requestBytes } from "./http-client";
import type { Server } from "./server";
import { bodyOf, randomPack } from "./verify";
import type { WebPair } from "./web";
import { type Batch, PHARMACIES, verdictOn } from "./world";

export type BulkRun = {
  readonly packs: number;
  /** Seconds to hand the list in, to verify and record it all, and to fetch the results. */
  readonly taken: number;
  readonly done: number;
  readonly fetched: number;
  /** Seconds of processor for verifying, of the worker (this process) and of Postgres. */
  readonly worker: number;
  readonly postgres: number;
};

/** A list of packs from anywhere in the registry, handed in over HTTP, done by the worker's code in this process. */
export async function measureBulk(
  server: Server,
  web: WebPair,
  batches: readonly Batch[],
  packs: number,
): Promise<BulkRun> {
  const [site] = PHARMACIES;
  if (!site) throw new Error("There is no pharmacy");
  const credential = await web.credentialOf(site);
  const asked = Array.from({ length: packs }, () => randomPack(batches));
  const items = asked.map(({ batch, serial }) => [batch.product.gtin, serial]);
  const client = await HttpClient.open(web.ports.slice(0, 1), 1);
  const db = openDatabase(server.urls.workerUrl, { max: 4 });
  try {
    const begun = performance.now();
    const headers = { ...credential, "Idempotency-Key": `bulk-${process.pid}-${Date.now()}` };
    const started = await client.ask(
      requestBytes("POST", "/api/v1/jobs", headers, { kind: "verify", items }),
    );
    const { jobId } = bodyOf<{ jobId: string }>(started);
    const taken = performance.now();
    const used = startMeter(server);
    await workNextJob({
      queue: postgresJobQueue(db, jobGates),
      handlers: JOB_HANDLERS,
      tools: jobTools(db),
      logger: pino({ level: "silent" }),
      rest: () => Promise.resolve(),
      stopping: () => false,
      lanes: 2,
    });
    const { generator: worker, postgres } = used();
    const done = performance.now();
    const file = await fetch(`http://127.0.0.1:${web.ports[0]}/api/v1/jobs/${jobId}/results`, {
      headers: credential,
    });
    const results = (await file.text()).trim().split("\n");
    const fetched = performance.now();
    if (results.length !== packs) throw new Error(`${results.length} results for ${packs} packs`);
    for (const [n, line] of results.entries()) {
      const { kind, code } = JSON.parse(line) as BulkVerdict;
      const pack = asked[n];
      const expected = pack && verdictOn(pack.batch, pack.j, site);
      if (kind !== expected?.kind || code !== expected.code) throw new Error(`Pack ${n}: ${kind} ${code}`);
    }
    const seconds = (from: number, to: number) => (to - from) / 1000;
    return {
      packs,
      taken: seconds(begun, taken),
      done: seconds(taken, done),
      fetched: seconds(done, fetched),
      worker,
      postgres,
    };
  } finally {
    client.close();
    await db.close();
  }
}
