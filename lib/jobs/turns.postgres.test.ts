import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHUNK_ITEMS } from "@/lib/operations/job-ports";
import { signedIn } from "@/lib/web/testing/browser";
import { numbered, openBulkWorld, pairs } from "@/lib/web/testing/bulk-world";
import { addOrganisation, addPerson } from "@/lib/web/testing/world";
import { JOB_HANDLERS } from "./job-handlers";

type World = Awaited<ReturnType<typeof openBulkWorld>>;
let world: World;
let bear: World["orla"];
beforeAll(async () => {
  world = await openBulkWorld();
  const pharmacy = await addOrganisation(world.at, "Bear", { capability: "pharmacy" });
  bear = await signedIn(await addPerson(world.at, pharmacy, { roles: ["operator"] }));
});
afterAll(() => world.close());

const list = (prefix: string, chunks: number) => ({
  kind: "verify",
  items: pairs(numbered(prefix, (chunks - 1) * CHUNK_ITEMS + 1)),
});
/** Verifies, and notes of every chunk which list it was of; `before` waits first. */
const noting = (turns: string[], before: (list: string) => Promise<void> = async () => undefined) => ({
  ...JOB_HANDLERS,
  verify: async (...call: Parameters<typeof JOB_HANDLERS.verify>) => {
    const name = /"([A-Z]+)\d/.exec(call[3].lines)?.[1] ?? "?";
    turns.push(name);
    await before(name);
    return JOB_HANDLERS.verify(...call);
  },
});

describe("jobs of one worker", () => {
  it("take turns, organisation by organisation: a small one waits for one chunk of a large one, not for all", async () => {
    const { idOf, work } = world;
    const large = await idOf(list("LARGE", 4));
    const second = await idOf(list("SECOND", 2));
    const small = await idOf(list("SMALL", 1), bear);
    const turns: string[] = [];
    await work({ handlers: noting(turns) });
    // The two of one organisation share its turns; once nobody else waits, they have all of them.
    expect(turns.slice(0, 2)).toEqual(["LARGE", "SMALL"]);
    expect(turns.slice(2)).toEqual(["SECOND", "LARGE", "SECOND", "LARGE", "LARGE"]);
    for (const [id, as] of [
      [large, world.orla],
      [second, world.orla],
      [small, bear],
    ] as const)
      expect(await world.seen(id, as)).toMatchObject({ state: "done" });
  });

  it("are done side by side: two organisations' chunks at the same moment, and of one alone as many as there are lanes", async () => {
    const { idOf, work } = world;
    for (const [names, ask] of [
      [["ONE", "OTHER"], () => Promise.all([idOf(list("ONE", 1)), idOf(list("OTHER", 1), bear)])],
      [["ALONE", "ALONE"], () => idOf(list("ALONE", 2))],
    ] as const) {
      await ask();
      const turns: string[] = [];
      let both = () => {};
      const met = new Promise<void>((resolve) => {
        both = resolve;
      });
      // Ends only if the second chunk begins before the first is over.
      const handlers = noting(turns, async () => {
        if (turns.length === 2) both();
        await met;
      });
      await work({ handlers, lanes: 2 });
      expect([...turns].sort()).toEqual([...names].sort());
    }
  });

  it("leave a lane to others: a job never has more lanes than chunks, nor one that another worker has any", async () => {
    const { idOf, work, at, seen } = world;
    const id = await idOf(list("TAKEN", 1));
    await at.sql(
      "update job set state = 'running', leased_until = now() + interval '1 minute' where id = $1",
      [id],
    );
    const turns: string[] = [];
    expect(await work({ handlers: noting(turns), lanes: 3 })).toBe(false);
    await at.sql("update job set leased_until = now() - interval '1 second' where id = $1", [id]);
    expect(await work({ handlers: noting(turns), lanes: 3 })).toBe(true);
    expect(turns).toEqual(["TAKEN"]);
    expect(await seen(id)).toMatchObject({ state: "done" });
  });

  it("go on without the rights of whoever asked for not a chunk longer", async () => {
    const { idOf, work, at, orlaSeat, seen } = world;
    const id = await idOf(list("LOST", 3));
    const turns: string[] = [];
    const handlers = noting(turns, async () => {
      await at.sql("update membership set roles = '{auditor}' where person_id = $1", [orlaSeat.personId]);
    });
    await work({ handlers });
    await at.sql("update membership set roles = '{operator,lead,responsible}' where person_id = $1", [
      orlaSeat.personId,
    ]);
    expect(turns).toEqual(["LOST"]);
    expect(await seen(id)).toMatchObject({ state: "refused", done: CHUNK_ITEMS });
  });
});
