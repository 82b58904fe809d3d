import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as commission } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { GET as results } from "@/app/api/v1/jobs/[id]/results/route";
import { DELETE as cancel, GET as view } from "@/app/api/v1/jobs/[id]/route";
import { POST as start } from "@/app/api/v1/jobs/route";
import { POST as verify } from "@/app/api/v1/packs/verify/route";
import { POST as pack } from "@/app/api/v1/units/pack/route";
import { jobGates } from "@/lib/auth/job-gates";
import { packLink } from "@/lib/core/gs1/link";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresJobQueue } from "@/lib/db/job-queue";
import type { Seat } from "@/lib/db/sessions";
import { JOB_HANDLERS } from "@/lib/jobs/job-handlers";
import { jobTools } from "@/lib/jobs/job-tools";
import { type JobDeps, workOff } from "@/lib/jobs/run-jobs";
import type { BulkItem } from "@/lib/operations/bulk-items";
import { CHUNK_ITEMS } from "@/lib/operations/job-ports";
import { type Browser, browser, signedIn } from "./testing/browser";
import { jobDeps } from "./testing/jobs";
import { addKey } from "./testing/key";
import {
  addOrganisation,
  addPerson,
  addProduct,
  openTestWeb,
  type TestOrganisation,
  type TestWeb,
} from "./testing/world";

const GTIN = "09520101100016";
const OTHER_GTIN = "09520101100023";
const SERIALS = ["SER01", "SER02", "SER03", "ser0O", "=1+1", "SER04"] as const;

let at: TestWeb;
let worker: Database;
let maker: TestOrganisation;
let orla: Browser;
let orlaSeat: Seat;
let stranger: Browser;

const deps = (change: Partial<JobDeps> = {}): JobDeps => jobDeps(worker, change);

async function startJob(items: readonly BulkItem[], headers: Record<string, string> = {}): Promise<string> {
  const { status, json } = await orla(start, { body: { kind: "verify", items }, headers });
  expect([status, json.total]).toEqual([200, items.length]);
  return json.jobId;
}
const seen = async (id: string, as = orla) => (await as(view, { method: "GET", params: { id } })).json;
const linesOf = async (id: string) =>
  (await orla(results, { method: "GET", params: { id } })).text
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const looksAt = async (serial: string): Promise<number> => {
  const [row] = await at.sql<{ n: number }>("select count(*)::int as n from verification where serial = $1", [
    serial,
  ]);
  return row?.n ?? 0;
};

beforeAll(async () => {
  at = await openTestWeb();
  worker = openDatabase(at.urls.workerUrl, { max: 2 });
  maker = await addOrganisation(at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  const { id: productId } = await addProduct(at, maker, { gtin: GTIN });
  const seat = await addPerson(at, maker, { roles: ["operator", "lead", "responsible"] });
  orlaSeat = seat;
  orla = await signedIn(seat);
  const other = await addOrganisation(at, "Hafen", { capability: "pharmacy" });
  stranger = await signedIn(await addPerson(at, other, { roles: ["operator"] }));
  const batch = await orla(createBatch, {
    body: { productId, number: "TX1", expiryPrinted: "290300", plannedSize: 10 },
  });
  const id = batch.json.batchId;
  const made = await orla(commission, {
    params: { id },
    body: { serials: { import: SERIALS }, entry: "file" },
  });
  expect(made.status).toBe(200);
  const children = SERIALS.slice(0, 2).map((serial) => packLink(GTIN, serial));
  expect(
    (await orla(pack, { body: { parent: null, children, oneBatch: true, entry: "wedge" } })).status,
  ).toBe(200);
  expect((await orla(release, { params: { id }, body: { entry: "typed" } })).status).toBe(200);
});
afterAll(async () => {
  await worker.close();
  await at.close();
});

describe("a bulk verification", () => {
  it("says of every item what a scan of it says", async () => {
    const items: BulkItem[] = [
      ...SERIALS.map((serial) => [GTIN, serial] as const),
      [GTIN, "NOBODY"],
      // Caps Lock: its garbled form is registered.
      [GTIN, "SER0o"],
      [OTHER_GTIN, "SER01"],
      `(01)${GTIN}(21)SER03(10)TX1(17)290300`,
      `(01)${GTIN}(21)SER03(10)WRONG(17)290300`,
    ];
    const id = await startJob(items);
    expect(await workOff(deps())).toBe(true);
    const lines = await linesOf(id);
    const readings = items.map((item) =>
      typeof item === "string"
        ? { gtin: GTIN, serial: "SER03", batch: item.includes("TX1") ? "TX1" : "WRONG", expiry: "2029-03-31" }
        : { gtin: item[0], serial: item[1], batch: null, expiry: null },
    );
    for (const [n, reading] of readings.entries()) {
      const { json } = await orla(verify, {
        body: { reading: { ...reading, printConfirmed: false, entry: "api" } },
      });
      const { kind, reason, action } = json.verdict;
      expect(lines[n]).toEqual({
        n,
        gtin: reading.gtin,
        serial: reading.serial,
        kind,
        code: reason.code,
        action: action.code,
      });
    }
    expect(lines.map(({ code }) => code)).toContain("SCAN_PROBLEM");
    expect(await seen(id)).toMatchObject({
      state: "done",
      total: items.length,
      done: items.length,
      refusal: null,
    });
    expect(Object.values((await seen(id)).summary as Record<string, number>).reduce((a, b) => a + b)).toBe(
      items.length,
    );
  });

  it("records each look as a single verification does", async () => {
    const facts = () =>
      at.sql<{ facts: unknown; epc_id: string | null }>(
        "select facts, epc_id::text, org_id, site_id, person_id, gtin, serial, entry_mode from verification where serial = 'SER02' order by id desc limit 1",
      );
    await orla(verify, {
      body: {
        reading: {
          gtin: GTIN,
          serial: "SER02",
          batch: null,
          expiry: null,
          printConfirmed: false,
          entry: "file",
        },
      },
    });
    const single = await facts();
    await startJob([[GTIN, "SER02"]]);
    await workOff(deps());
    expect(await facts()).toEqual(single);
  });

  it("answers what is no pack without asking the registry", async () => {
    const id = await startJob([
      "rubbish",
      "9520101100016",
      ["09520101100017", "SER01"],
      [GTIN, "no spaces allowed"],
    ]);
    await workOff(deps());
    expect((await linesOf(id)).map(({ kind, code }) => [kind, code])).toEqual([
      ["CHECK", "FORMAT_INVALID"],
      ["NEUTRAL", "LINEAR_CODE"],
      ["CHECK", "FORMAT_INVALID"],
      ["CHECK", "FORMAT_INVALID"],
    ]);
  });

  it("comes as a table whose serials no spreadsheet computes", async () => {
    const id = await startJob([[GTIN, "=1+1"]]);
    await workOff(deps());
    const csv = await orla(results, { method: "GET", params: { id }, path: "/x?format=csv" });
    expect(csv.text).toBe(`n,gtin,serial,kind,code,action\r\n0,${GTIN},'=1+1,VERIFIED,DISPENSABLE,KEEP\r\n`);
    expect(csv.headers.get("content-disposition")).toBe(`attachment; filename="job-${id}.csv"`);
  });

  it("is one job however often its request is repeated, and another list under its key is refused", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const first = await startJob([[GTIN, "SER03"]], headers);
    expect(await startJob([[GTIN, "SER03"]], headers)).toBe(first);
    const other = await orla(start, { body: { kind: "verify", items: [[GTIN, "SER04"]] }, headers });
    expect(other.json.code).toBe("REQUEST_KEY_REUSED");
    await workOff(deps());
    expect(await workOff(deps())).toBe(false);
  });

  it("is refused when it is empty", async () => {
    const { status, json } = await orla(start, { body: { kind: "verify", items: [] } });
    expect([status, json.code]).toEqual([422, "ITEMS_INVALID"]);
  });

  it("is done for the key that asked, and not once the key is revoked", async () => {
    const authorization = await addKey(at, orlaSeat, { scopes: ["verify-pack"] });
    const ask = () =>
      browser()(start, { body: { kind: "verify", items: [[GTIN, "SER03"]] }, headers: { authorization } });
    const mine = (await ask()).json.jobId;
    expect(await workOff(deps())).toBe(true);
    expect(await seen(mine)).toMatchObject({ state: "done", summary: { VERIFIED: 1 } });
    const late = (await ask()).json.jobId;
    await at.sql("update api_key set revoked_at = now() where org_id = $1", [orlaSeat.orgId]);
    expect(await workOff(deps())).toBe(true);
    expect(await seen(late)).toMatchObject({ state: "refused", done: 0, refusal: { code: "KEY_REVOKED" } });
  });

  it("is nobody else's", async () => {
    const id = await startJob([[GTIN, "SER03"]]);
    for (const [handler, method] of [
      [view, "GET"],
      [cancel, "DELETE"],
      [results, "GET"],
    ] as const) {
      const { status, json } = await stranger(handler, { method, params: { id } });
      expect([status, json.code]).toEqual([404, "JOB_UNKNOWN"]);
    }
    expect((await seen(id)).state).toBe("queued");
    await workOff(deps());
  });
});

describe("a job of several chunks", () => {
  const many = (serial: string): BulkItem[] =>
    Array.from({ length: 2 * CHUNK_ITEMS + 3 }, (_, i) => [GTIN, `${serial}${i}`]);

  it("goes on after a crash where it was, and looks at nothing twice", async () => {
    const id = await startJob(many("CR"));
    let chunks = 0;
    const crashing = deps({
      handlers: {
        ...JOB_HANDLERS,
        async verify(...of) {
          const result = await JOB_HANDLERS.verify(...of);
          if (++chunks === 2) throw Object.assign(new Error("Connection terminated"), { code: "ECONNRESET" });
          return result;
        },
      },
    });
    await expect(workOff(crashing)).rejects.toThrow("Connection terminated");
    expect(await seen(id)).toMatchObject({ state: "running", done: CHUNK_ITEMS });
    expect(await linesOf(id)).toHaveLength(CHUNK_ITEMS);
    // Its lease still runs: another worker leaves it alone until then.
    expect(await workOff(deps())).toBe(false);
    expect(
      await workOff(deps({ tools: { ...jobTools(worker), clock: { now: () => Date.now() + 61_000 } } })),
    ).toBe(true);
    expect(await seen(id)).toMatchObject({ state: "done", done: 2 * CHUNK_ITEMS + 3 });
    const lines = await linesOf(id);
    expect(lines.map(({ n }) => n)).toEqual(lines.map((_, n) => n));
    for (const serial of ["CR0", `CR${CHUNK_ITEMS}`, `CR${2 * CHUNK_ITEMS + 2}`])
      expect(await looksAt(serial)).toBe(1);
  });

  it("is done side by side by several lanes, each chunk once and in its place", async () => {
    const id = await startJob(many("LA"));
    await workOff(deps({ lanes: 2 }));
    expect(await seen(id)).toMatchObject({ state: "done", done: 2 * CHUNK_ITEMS + 3 });
    const lines = await linesOf(id);
    expect(lines.map(({ serial }) => serial)).toEqual(lines.map((_, n) => `LA${n}`));
    for (const n of [0, CHUNK_ITEMS, 2 * CHUNK_ITEMS + 2]) expect(await looksAt(`LA${n}`)).toBe(1);
  });

  it("stops where it is when it is cancelled, and keeps what was done", async () => {
    const id = await startJob(many("CA"));
    const queue = postgresJobQueue(worker, jobGates);
    const cancelling = deps({
      queue: {
        ...queue,
        async chunk(job, now, work) {
          const went = await queue.chunk(job, now, work);
          expect((await orla(cancel, { method: "DELETE", params: { id } })).json.state).toBe("cancelled");
          return went;
        },
      },
    });
    expect(await workOff(cancelling)).toBe(true);
    expect(await seen(id)).toMatchObject({ state: "cancelled", done: CHUNK_ITEMS });
    expect(await linesOf(id)).toHaveLength(CHUNK_ITEMS);
    expect(await looksAt(`CA${CHUNK_ITEMS}`)).toBe(0);
    expect(await workOff(deps())).toBe(false);
  });

  it("ends, said and logged, when a fault of ours stops it", async () => {
    const id = await startJob([[GTIN, "SER03"]]);
    const faulty = deps({
      handlers: { ...JOB_HANDLERS, verify: () => Promise.reject(new Error("a bug")) },
    });
    expect(await workOff(faulty)).toBe(true);
    expect(await seen(id)).toMatchObject({ state: "refused", refusal: { code: "JOB_FAILED" } });
    expect(await workOff(deps())).toBe(false);
  });

  it("is refused when whoever started it may not do it any more", async () => {
    const id = await startJob([[GTIN, "SER03"]]);
    const before = await looksAt("SER03");
    await at.sql("update membership set roles = '{auditor}' where person_id = $1", [orlaSeat.personId]);
    await workOff(deps());
    await at.sql("update membership set roles = '{operator,lead,responsible}' where person_id = $1", [
      orlaSeat.personId,
    ]);
    expect((await seen(id)).refusal.code).toMatch(/^FORBIDDEN_/);
    expect(await looksAt("SER03")).toBe(before);
  });
});

describe("the worker", () => {
  it("sees no job, no result and no pack but through the job it has", async () => {
    for (const table of ["job", "job_chunk", "epc", "verification"]) {
      await expect(worker.pool.query(`select from ${table}`)).rejects.toThrow(/permission denied/);
    }
    const nobodys = "select * from job_verify($1, $2, $3, 'api', now())";
    await expect(worker.pool.query(nobodys, [randomUUID(), [GTIN], ["SER01"]])).rejects.toThrow(
      /No such job/,
    );
    const { rows } = await worker.pool.query("select job_registered($1, $2, $3) as found", [
      randomUUID(),
      [GTIN],
      ["SER01"],
    ]);
    expect(rows).toEqual([{ found: [] }]);
  });
});
