import { afterAll, describe, expect, it } from "vitest";
import { POST as pack } from "@/app/api/v1/units/pack/route";
import { packLink } from "@/lib/core/gs1/link";
import { JOB_HANDLERS } from "@/lib/jobs/job-handlers";
import { jobTools } from "@/lib/jobs/job-tools";
import { workOff } from "@/lib/jobs/run-jobs";
import { CHUNK_ITEMS } from "@/lib/operations/job-ports";
import { GTIN, numbered, openBulkWorld, pairs } from "./testing/bulk-world";
import { jobDeps } from "./testing/jobs";

const { at, worker, orla, work, idOf, seen, linesOf, newBatch, packsOf, statesOf, eventsOf, close } =
  await openBulkWorld();
afterAll(close);

/** A connection whose other end is gone in the middle of whatever it does. */
type Cut = { readonly connection: { readonly stream: { destroy(): void } } };

describe("a crash", () => {
  /** Every moment of a chunk: before each statement it sends, the connection is gone. */
  it("between any two statements leaves a chunk wholly undone or done once", async () => {
    const serials = numbered("CR", 3);
    await packsOf(serials);
    const children = serials.slice(1).map((serial) => packLink(GTIN, serial));
    await orla(pack, { body: { parent: null, children, oneBatch: true, entry: "wedge" } });
    const id = await idOf({ kind: "export", items: pairs(serials) });
    let moment = 0;
    for (let died = true; died; moment++) {
      let calls = 0;
      died = false;
      const dying = jobDeps(worker, {
        tools: { ...jobTools(worker), clock: { now: () => Date.now() + moment * 61_000 } },
        handlers: {
          ...JOB_HANDLERS,
          export(tools, tx, scope, chunk) {
            const fragile = new Proxy(tx, {
              get(of, name) {
                const method = Reflect.get(of, name);
                return (...values: unknown[]) => {
                  if (calls++ === moment) {
                    died = true;
                    throw Object.assign(new Error("Connection terminated"), { code: "ECONNRESET" });
                  }
                  return Reflect.apply(method, of, values);
                };
              },
            });
            return JOB_HANDLERS.export(tools, fragile, scope, { ...chunk, now: Date.now() });
          },
        },
      });
      if (!(await workOff(dying).catch(() => true))) break;
      expect(await statesOf(serials)).toEqual(died ? { ACTIVE: 3 } : { EXPORTED: 3 });
      expect((await seen(id)).done).toBe(died ? 0 : 3);
    }
    // Lock, unpack, state, two events with their numbers.
    expect(moment).toBeGreaterThan(7);
    expect(await seen(id)).toMatchObject({ state: "done", summary: { done: 3 } });
    expect(await eventsOf("CR1")).toEqual(["commissioning", "packing", "unpacking", "departing"]);
    expect(await linesOf(id)).toHaveLength(3);
  });

  it("of the connection at the commit's moment loses and repeats nothing", async () => {
    const serials = numbered("CC", 2 * CHUNK_ITEMS);
    const batchId = await newBatch();
    const id = await idOf({ kind: "commission", batchId, serials: { import: serials } });
    const lanes = work({ lanes: 2 });
    const busy = new Set<Cut>();
    worker.pool.on("acquire", (client) => busy.add(client as unknown as Cut));
    worker.pool.on("release", (_error, client) => busy.delete(client as unknown as Cut));
    const killing = async (): Promise<number> => {
      for (;;) {
        const { state } = await seen(id);
        const cut = [...busy];
        for (const { connection } of cut) connection.stream.destroy();
        if (cut.length > 0 || state === "done") return cut.length;
      }
    };
    const [, killed] = await Promise.all([Promise.allSettled([lanes]), killing()]);
    // Or nothing was tried.
    expect(killed).toBeGreaterThan(0);
    const later = { ...jobTools(worker), clock: { now: () => Date.now() + 61_000 } };
    if ((await seen(id)).state !== "done") await work({ tools: later });
    expect(await seen(id)).toMatchObject({ state: "done", summary: { done: serials.length } });
    expect(await statesOf(serials)).toEqual({ ACTIVE: serials.length });
    const [events] = await at.sql<{ n: number }>(
      `select count(distinct e.id)::int as n from event e join event_epc x on x.event_id = e.id join epc p on p.id = x.epc_id
       where p.batch_id = $1`,
      [batchId],
    );
    expect(events?.n).toBe(2);
  });
});
