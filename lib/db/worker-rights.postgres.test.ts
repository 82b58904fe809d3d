import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startJob } from "@/lib/operations/start-job";
import { actsOf, done, requestKey } from "@/lib/operations/testing/acts";
import { ana, maker, pharmacy, rita, rival } from "@/lib/operations/testing/cast";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

let world: PostgresWorld;
let worker: pg.Pool;
beforeAll(async () => {
  world = await postgresWorld();
  worker = new pg.Pool({ connectionString: world.fresh.workerUrl, max: 1 });
});
afterAll(async () => {
  await worker.end();
  await world.close();
});

type Said = { readonly org?: string; readonly job?: string };

/** As a worker that was taken over would: with whatever settings it likes. */
async function asWorker(said: Said, statement: string, values: readonly unknown[] = []) {
  const client = await worker.connect();
  try {
    await client.query("begin");
    await client.query(
      "select set_config('app.org_id', $1, true), set_config('app.job', $2, true), set_config('app.market', 'AT', true)",
      [said.org ?? "", said.job ?? ""],
    );
    return (await client.query(statement, [...values])).rows;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** A job of the maker's (or of a rival's) in this state. */
async function job(state: string, { kind = "export", scope = ana } = {}): Promise<string> {
  const order = { kind } as { kind: "export" };
  const { jobId } = done(
    await startJob(world.deps, scope, { requestKey: requestKey(), order, items: [["09520101100016", "X"]] }),
  );
  const over = ["done", "cancelled", "refused"].includes(state);
  await world.owner.query(
    "update job set state = $2, finished_at = case when $3 then now() end where id = $1",
    [jobId, state, over],
  );
  return jobId;
}

const ORG = "select current_org() as org";

describe("the worker's login", () => {
  it("is the organisation of a job that runs, whatever it says it is", async () => {
    expect(await asWorker({ org: pharmacy.id, job: await job("running") }, ORG)).toEqual([{ org: maker.id }]);
    expect(await asWorker({ org: maker.id }, ORG)).toEqual([{ org: null }]);
    expect(await asWorker({ org: maker.id, job: randomUUID() }, ORG)).toEqual([{ org: null }]);
  });

  it.each(["queued", "done", "cancelled", "refused"])("is nobody for a job that is %s", async (state) => {
    expect(await asWorker({ job: await job(state) }, ORG)).toEqual([{ org: null }]);
  });

  it("changes nothing in the name of a verification", async () => {
    const verification = await job("running", { kind: "verify" });
    await expect(
      asWorker({ org: maker.id, job: verification }, "select ledger_lock('{}', 'custody')"),
    ).rejects.toThrow(/No organisation/);
  });

  it("touches only what the job's organisation may touch", async () => {
    const made = await actsOf(world).batch({ packs: 1 });
    const { units } = await world.picture();
    const call = "select ledger_set_state($1, 'ACTIVE', 'EXPORTED', null, $2)";
    const pack = [units[made.links[0] ?? ""]?.id];
    const strangers = { org: maker.id, job: await job("running", { scope: rita, kind: "verify" }) };
    await expect(asWorker(strangers, call, [pack, randomUUID()])).rejects.toThrow(/No organisation/);
    await world.owner.query("update job set kind = 'dispense' where id = $1", [strangers.job]);
    expect(await asWorker(strangers, ORG)).toEqual([{ org: rival.id }]);
    await expect(asWorker(strangers, call, [pack, randomUUID()])).rejects.toThrow(/custody|may not/);
    const [site] = maker.sites;
    const books = [
      "ledger_lock_lots($1, '{x}', '{x}', '{STOCK}')",
      "ledger_move_quantities(gen_random_uuid(), $1, '{}', '{}', '{}')",
    ];
    for (const book of books) {
      await expect(asWorker(strangers, `select ${book}`, [site.id]), book).rejects.toThrow(/Not this/);
    }
  });

  it("cannot become the web tier, start a job, or see a person's name", async () => {
    for (const statement of [
      "set role packproof_app",
      "insert into job default values",
      "update job set state = 'running'",
      "select name from person",
      "select roles from membership",
      "select session_open('', $1, $1, $1, now(), now())",
    ]) {
      const values = statement.includes("$1") ? [randomUUID()] : [];
      await expect(asWorker({}, statement, values), statement).rejects.toThrow(/permission denied/);
    }
    // Without its role it has no right at all, not even to know what there is.
    await expect(asWorker({}, "set local role none; select current_org()")).rejects.toThrow(/does not exist/);
  });
});
