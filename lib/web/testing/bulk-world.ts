import { expect } from "vitest";
import { POST as commission } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { GET as results } from "@/app/api/v1/jobs/[id]/results/route";
import { GET as view } from "@/app/api/v1/jobs/[id]/route";
import { POST as start } from "@/app/api/v1/jobs/route";
import { openDatabase } from "@/lib/db/database";
import { type JobDeps, workOff } from "@/lib/jobs/run-jobs";
import { signedIn } from "./browser";
import { jobDeps } from "./jobs";
import { addOrganisation, addPerson, addProduct, openTestWeb } from "./world";

export const GTIN = "09520101100016";
export const pairs = (serials: readonly string[]) => serials.map((serial) => [GTIN, serial] as const);
export const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}`);

/** A maker with packs to do many things to, a worker that is told when to work, and what tests ask of both. */
export async function openBulkWorld() {
  const at = await openTestWeb();
  const worker = openDatabase(at.urls.workerUrl, { max: 4 });
  const maker = await addOrganisation(at, "Lindhof", { capability: "holder", prefixes: ["9520101"] });
  const productId = (await addProduct(at, maker, { gtin: GTIN })).id;
  const orlaSeat = await addPerson(at, maker, { roles: ["operator", "lead", "responsible"], name: "Orla" });
  const witness = await addPerson(at, maker, { roles: ["operator"] });
  const orla = await signedIn(orlaSeat);
  const close = async (): Promise<void> => {
    await worker.close();
    await at.close();
  };

  const signInAgain = () => signedIn(orlaSeat);
  const work = (change: Partial<JobDeps> = {}) => workOff(jobDeps(worker, change));
  const idOf = async (body: Record<string, unknown>, as = orla): Promise<string> => {
    const { status, json } = await as(start, { body });
    expect([status, json.code]).toEqual([200, undefined]);
    return json.jobId;
  };
  const seen = async (id: string, as = orla) => (await as(view, { method: "GET", params: { id } })).json;
  const linesOf = async (id: string, as = orla) =>
    (await as(results, { method: "GET", params: { id } })).text
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  async function done(body: Record<string, unknown>, as = orla) {
    const id = await idOf(body, as);
    expect(await work()).toBe(true);
    return { id, job: await seen(id, as), lines: await linesOf(id, as) };
  }

  let batches = 0;
  async function newBatch(): Promise<string> {
    const body = { productId, number: `B${++batches}`, expiryPrinted: "290300", plannedSize: 10 };
    return (await orla(createBatch, { body })).json.batchId;
  }
  async function packsOf(serials: readonly string[], released = true): Promise<string> {
    const id = await newBatch();
    const made = await orla(commission, {
      params: { id },
      body: { serials: { import: serials }, entry: "file" },
    });
    expect(made.status).toBe(200);
    if (released)
      expect((await orla(release, { params: { id }, body: { entry: "typed" } })).status).toBe(200);
    return id;
  }
  const statesOf = async (serials: readonly string[]): Promise<Record<string, number>> => {
    const rows = await at.sql<{ state: string; n: number }>(
      "select state, count(*)::int as n from epc where gtin = $1 and serial = any($2) group by 1",
      [GTIN, serials],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  const eventsOf = async (serial: string): Promise<string[]> =>
    (
      await at.sql<{ step: string }>(
        `select e.biz_step as step from event e join event_epc x on x.event_id = e.id join epc p on p.id = x.epc_id
         where p.gtin = $1 and p.serial = $2 order by e.ledger_seq`,
        [GTIN, serial],
      )
    ).map(({ step }) => step);

  return {
    at,
    worker,
    maker,
    orlaSeat,
    witness,
    orla,
    signInAgain,
    close,
    work,
    idOf,
    seen,
    linesOf,
    done,
    newBatch,
    packsOf,
    statesOf,
    eventsOf,
  };
}
