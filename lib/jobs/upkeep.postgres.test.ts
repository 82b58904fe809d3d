import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as events } from "@/app/api/epcis/events/route";
import { POST as verify } from "@/app/api/v1/packs/verify/route";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresUpkeep } from "@/lib/db/upkeep";
import { JOBS_KEPT, REQUESTS_KEPT, type Removed, removeWhatIsOver } from "@/lib/operations/upkeep";
import { GTIN, openBulkWorld } from "@/lib/web/testing/bulk-world";
import { runUpkeep } from "./run-upkeep";

type World = Awaited<ReturnType<typeof openBulkWorld>>;
let world: World;
let worker: Database;
beforeAll(async () => {
  world = await openBulkWorld();
  worker = openDatabase(world.at.urls.workerUrl, { max: 1 });
});
afterAll(async () => {
  await worker.close();
  await world.close();
});

const ZERO: Removed = { sessions: 0, pageTokens: 0, rateBudgets: 0, requests: 0, jobs: 0 };
const counted = async (table: string) =>
  (await world.at.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
/** The kinds of rows that come and go by themselves: each has an end, and this is where it is kept. */
const TABLES = ["session", "page_token", "rate_budget", "request", "job", "job_chunk"] as const;

describe("the worker's upkeep", () => {
  it("removes each kind of row once it is over and not a moment before: jobs and answers after 30 days", async () => {
    const { at, orla, done } = world;
    const upkeep = postgresUpkeep(worker);
    // A look, its answer's request, and a job with its chunk; a list that goes on.
    const { id, job } = await done({ kind: "verify", items: [[GTIN, "NOBODY"]] });
    await orla(verify, {
      body: {
        reading: { gtin: GTIN, serial: "N", batch: null, expiry: null, printConfirmed: false, entry: "api" },
      },
    });
    await orla(events, { method: "GET", path: "/api/epcis/events?perPage=1" });
    await at.sql(
      `insert into page_token (hash, org_id, question, position, expires_at)
       select sha256('t'), org_id, sha256('q'), '{}', now() + interval '1 hour' from job where id = $1`,
      [id],
    );
    expect(job.resultsUntil).toBe(job.finishedAt + JOBS_KEPT);
    const [ends] = await at.sql<Record<"session" | "token" | "request" | "finished", number>>(
      `select (select max(extract(epoch from expires_at) * 1000)::float8 from session) as session,
              (select max(extract(epoch from expires_at) * 1000)::float8 from page_token) as token,
              (select max(extract(epoch from at) * 1000)::float8 from request) as request,
              (select max(extract(epoch from finished_at) * 1000)::float8 from job) as finished`,
    );
    if (!ends) throw new Error("Nothing to remove");
    const first = Math.min(ends.session, ends.token, ends.request + REQUESTS_KEPT, ends.finished + JOBS_KEPT);
    expect(await upkeep.removeOver(Math.min(first, job.createdAt) - 1)).toEqual({
      ...ZERO,
      // Full again within seconds (lib/web/limits).
      rateBudgets: expect.any(Number),
    });

    const moments: readonly (readonly [keyof Removed, number])[] = [
      ["pageTokens", ends.token],
      ["sessions", ends.session],
      ["requests", ends.request + REQUESTS_KEPT],
      ["jobs", ends.finished + JOBS_KEPT],
    ];
    for (const [kind, end] of [...moments].sort((a, b) => a[1] - b[1])) {
      await upkeep.removeOver(end);
      const table = { pageTokens: "page_token", sessions: "session", requests: "request", jobs: "job" }[
        kind as string
      ];
      expect(await counted(table ?? ""), `${kind} in their last moment`).toBeGreaterThan(0);
      await removeWhatIsOver(upkeep, end + 1, () => false);
      expect(await counted(table ?? ""), `${kind} afterwards`).toBe(0);
    }
    for (const table of TABLES) expect(await counted(table), table).toBe(0);
    expect(await upkeep.removeOver(Date.now())).toEqual(ZERO);
  });

  it("never removes a job that still goes on, however old", async () => {
    const { at, idOf } = world;
    const orla = await world.signInAgain();
    const id = await idOf({ kind: "verify", items: [[GTIN, "NOBODY"]] }, orla);
    await removeWhatIsOver(postgresUpkeep(worker), Date.now() + 10 * JOBS_KEPT, () => false);
    expect(await at.sql("select id from job")).toEqual([{ id }]);
    expect(await counted("job_chunk")).toBe(1);
  });

  it("goes on, round after round, until the worker stops, and waits for a database that is away", async () => {
    let rounds = 0;
    const real = postgresUpkeep(worker);
    await runUpkeep({
      upkeep: {
        ...real,
        expireCaptures: async (now) => {
          if (rounds === 1) throw Object.assign(new Error("Connection terminated"), { code: "ECONNRESET" });
          return real.expireCaptures(now);
        },
      },
      clock: { now: () => Date.now() },
      logger: pino({ level: "silent" }),
      rest: async () => {
        rounds++;
      },
      stopping: () => rounds >= 3,
    });
    expect(rounds).toBe(3);
  });
});
