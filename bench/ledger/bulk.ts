import { randomUUID } from "node:crypto";
import type pg from "pg";
import pino from "pino";
import { jobGates } from "@/lib/auth/job-gates";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresJobQueue } from "@/lib/db/job-queue";
import { JOB_HANDLERS } from "@/lib/jobs/job-handlers";
import { jobTools } from "@/lib/jobs/job-tools";
import { workOff } from "@/lib/jobs/run-jobs";
import type { BulkOutcome } from "@/lib/operations/bulk-outcomes";
import type { BulkVerdict } from "@/lib/operations/bulk-verify";
import { startMeter } from "./cpu";
import { HttpClient, requestBytes } from "./http-client";
import { insertBatch } from "./master-data";
import type { Server } from "./server";
import { bodyOf, randomPack } from "./verify";
import type { WebPair } from "./web";
import { type Batch, type BenchSite, LINE_PRODUCT, MAKER, PHARMACIES, verdictOn } from "./world";

export type BulkRun = {
  readonly packs: number;
  /** Seconds to hand the list in, to do and record it all, and to fetch the results. */
  readonly taken: number;
  readonly done: number;
  readonly fetched: number;
  /** Seconds of processor for doing it, of the worker (this process) and of Postgres. */
  readonly worker: number;
  readonly postgres: number;
};

type Bulk = { readonly server: Server; readonly web: WebPair; readonly worker: Database };

/** A job as a program asks for it over HTTP, done by the worker's code in this process. Its results, line by line. */
async function runJob<Line>(
  { server, web, worker: db }: Bulk,
  site: BenchSite,
  body: object,
): Promise<BulkRun & { readonly lines: readonly Line[] }> {
  const credential = await web.credentialOf(site);
  const client = await HttpClient.open(web.ports.slice(0, 1), 1);
  try {
    const begun = performance.now();
    const headers = { ...credential, "Idempotency-Key": randomUUID() };
    const started = await client.ask(requestBytes("POST", "/api/v1/jobs", headers, body));
    const { jobId } = bodyOf<{ jobId: string }>(started);
    const taken = performance.now();
    const used = startMeter(server);
    await workOff({
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
    const text = (await file.text()).trim().split("\n");
    const fetched = performance.now();
    const seconds = (from: number, to: number) => (to - from) / 1000;
    return {
      packs: text.length,
      taken: seconds(begun, taken),
      done: seconds(taken, done),
      fetched: seconds(done, fetched),
      worker,
      postgres,
      lines: text.map((line) => JSON.parse(line) as Line),
    };
  } finally {
    client.close();
  }
}

const withWorker = async <Value>(server: Server, work: (db: Database) => Promise<Value>): Promise<Value> => {
  const db = openDatabase(server.urls.workerUrl, { max: 4 });
  return work(db).finally(() => db.close());
};

/** A list of packs from anywhere in the registry. */
export const measureBulkVerify = (
  server: Server,
  web: WebPair,
  batches: readonly Batch[],
  packs: number,
): Promise<BulkRun> =>
  withWorker(server, async (worker) => {
    const site = firstPharmacy();
    const asked = Array.from({ length: packs }, () => randomPack(batches));
    const items = asked.map(({ batch, serial }) => [batch.product.gtin, serial]);
    const run = await runJob<BulkVerdict>({ server, web, worker }, site, { kind: "verify", items });
    if (run.packs !== packs) throw new Error(`${run.packs} results for ${packs} packs`);
    for (const [n, { kind, code }] of run.lines.entries()) {
      const pack = asked[n];
      const expected = pack && verdictOn(pack.batch, pack.j, site);
      if (kind !== expected?.kind || code !== expected.code) throw new Error(`Pack ${n}: ${kind} ${code}`);
    }
    return run;
  });

/**
 * Packs are made of one batch, handed to one pharmacy and supplied there. `bare` is one UPDATE of the same rows with
 * their counters, without rule, event or result: the seconds of the handing over.
 */
export const measureBulkChange = (
  server: Server,
  web: WebPair,
  owner: pg.Client,
  packs: number,
): Promise<{ readonly made: BulkRun; readonly supplied: BulkRun; readonly bare: number }> =>
  withWorker(server, async (worker) => {
    const batch = { id: randomUUID(), number: `J${Date.now() % 1e9}`, size: 1e9, product: LINE_PRODUCT };
    await insertBatch(owner, batch);
    const order = { kind: "commission", batchId: batch.id, serials: { generate: packs } };
    const made = await runJob<BulkOutcome>({ server, web, worker }, MAKER, order);
    expectAllDone(made.lines, packs);
    const site = firstPharmacy();
    const begun = performance.now();
    await owner.query(
      "update epc set holder_id = $2, site_id = $3, version = version + 1 where batch_id = $1",
      [batch.id, site.orgId, site.siteId],
    );
    const bare = (performance.now() - begun) / 1000;
    await owner.query("update batch set state = 'RELEASED', released_at = now() where id = $1", [batch.id]);
    const items = made.lines.map(({ gtin, serial }) => [gtin, serial]);
    const supplied = await runJob<BulkOutcome>({ server, web, worker }, site, { kind: "dispense", items });
    expectAllDone(supplied.lines, packs);
    return { made, supplied, bare };
  });

function expectAllDone(lines: readonly BulkOutcome[], packs: number): void {
  const refused = lines.find(({ result }) => result !== "done");
  if (refused) throw new Error(`Pack ${refused.n}: ${refused.code} ${refused.message}`);
  if (lines.length !== packs) throw new Error(`${lines.length} results for ${packs} packs`);
}

function firstPharmacy(): BenchSite {
  const [site] = PHARMACIES;
  if (!site) throw new Error("There is no pharmacy");
  return site;
}
