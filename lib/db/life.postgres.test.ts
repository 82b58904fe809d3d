import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packLink } from "@/lib/core/gs1/link";
import { PACKS_AT_MOST } from "@/lib/operations/many-packs";
import { repackPacks } from "@/lib/operations/repack-packs";
import { type Acts, actsOf, done, requestKey } from "@/lib/operations/testing/acts";
import { ana, hanna, petra, repacked, rhea, tablets, wanda } from "@/lib/operations/testing/cast";
import { lifeOf } from "@/lib/operations/testing/life-acts";
import { MAX_BODY_BYTES } from "@/lib/web/body";
import { audited } from "./owner/fsck/testing/audited";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";
import { race } from "./testing/race";

/** The registry's transitions on a real database: crossing each other, and ten thousand at a time. */

const ROUNDS = [0, 1, 2, 3, 4, 5, 6, 7];
let world: PostgresWorld;
let acts: Acts;
let life: ReturnType<typeof lifeOf>;
beforeAll(async () => {
  world = await postgresWorld("life", 8);
  acts = actsOf(world);
  life = lifeOf(world);
});
afterAll(() => world.close());

const wins = (results: readonly { ok: boolean }[]): number => results.filter(({ ok }) => ok).length;

describe("two requests that cross", () => {
  it("change a pack once, whichever transitions they are", async () => {
    for (const _ of ROUNDS) {
      const made = await acts.batch({ packs: 6 });
      await acts.packed(made.links.slice(0, 4));
      const backwards = [...made.links].reverse();
      const results = await race<unknown>([
        () => life.export(ana, made.links),
        () => life.sample(ana, backwards),
        () => life.void(ana, made.links),
        () => life.lock(ana, backwards),
      ]);
      expect(wins(results)).toBe(1);
      const states = await Promise.all(made.links.map(async (link) => (await acts.unit(link))?.state));
      expect(new Set(states).size).toBe(1);
    }
    expect(await audited(world.fresh.ownerUrl)).toEqual([]);
  });

  it("never void a pack and ship the case that it is in", async () => {
    for (const _ of ROUNDS) {
      const made = await acts.batch({ packs: 2 });
      const box = await acts.packed(made.links);
      const first = made.links.slice(0, 1);
      const [voided, sent] = await race<unknown>([
        () => life.void(ana, first),
        async () => ({ ok: true, value: await acts.sent([box], ana, { id: wanda.siteId }) }),
      ]);
      expect(sent?.ok).toBe(true);
      const pack = await acts.unit(first[0] ?? "");
      expect(pack).toMatchObject(voided?.ok ? { state: "VOID", parent: null } : { parent: box });
      if (!voided?.ok) expect(voided).toMatchObject({ refusal: { code: "ALREADY_SHIPPED" } });
    }
  });

  it("replace an old pack once, or undo its check-out", async () => {
    for (const _ of ROUNDS) {
      const old = await acts.batch({ packs: 1 });
      await acts.delivered(old.links, rhea);
      const made = await acts.batch({ packs: 2, product: repacked, maker: rhea });
      done(await life.checkOut(rhea, old.links));
      const link = (i: number) => () =>
        repackPacks(world.deps, rhea, {
          requestKey: requestKey(),
          olds: old.links,
          news: made.links.slice(i, i + 1),
          entry: "camera",
        });
      const results = await race<unknown>([
        link(0),
        link(1),
        () => life.undo(rhea, old.links, "CHECKED_OUT"),
      ]);
      expect(wins(results)).toBe(1);
    }
  });

  it("open a pack to one rest after the other, never to more than is in it", async () => {
    for (const _ of ROUNDS) {
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, hanna);
      const [link = ""] = made.links;
      const results = await race<unknown>([20, 10].map((left) => () => life.open(hanna, { [link]: left })));
      expect(results[1]?.ok).toBe(true);
      expect(await acts.unit(link)).toMatchObject({ state: "SUPPLIED", remaining: 10 });
    }
  });
});

describe("a call of ten thousand packs", () => {
  it("fits into a request body with the longest serials there are", () => {
    const links = Array.from({ length: PACKS_AT_MOST }, (_, i) =>
      packLink(tablets.gtin, String(i).padStart(20, "A")),
    );
    const bytes = Buffer.byteLength(JSON.stringify({ links, mode: "proceed", entry: "camera" }));
    expect(bytes).toBeLessThan(MAX_BODY_BYTES);
  });

  it("is one event and one leaf, out of its cases, and is undone as one", async () => {
    const made = await acts.batch({ packs: PACKS_AT_MOST });
    for (let from = 0; from < 2000; from += 500) await acts.packed(made.links.slice(from, from + 500));
    const leaves = async () =>
      (await world.owner.query<{ n: number }>("select count(*)::int as n from outbox")).rows[0]?.n ?? 0;
    const before = await leaves();
    expect(done(await life.export(ana, made.links)).done).toBe(PACKS_AT_MOST);
    expect(await leaves()).toBe(before + 5);
    expect(done(await life.undo(ana, made.links, "EXPORTED")).done).toBe(PACKS_AT_MOST);
    expect(await leaves()).toBe(before + 6);
    expect(await audited(world.fresh.ownerUrl)).toEqual([]);
  }, 180_000);

  it("raises its alerts together: one a pack, with a counter", async () => {
    const made = await acts.batch({ packs: 300 });
    await acts.delivered(made.links, petra);
    done(await life.sample(petra, made.links));
    for (const _ of [1, 2]) {
      const result = await life.undo(wanda, made.links, "SAMPLE", { mode: "proceed" });
      expect(done(result)).toMatchObject({ done: 0, refused: 300 });
    }
    const { rows } = await world.owner.query(
      "select cause, count, count(*)::int as packs from alert where org_id = $1 group by 1, 2",
      [wanda.orgId],
    );
    expect(rows).toEqual([{ cause: "UNDO_OTHER_LOCATION", count: 2, packs: 300 }]);
  });
});

describe("what has ended", () => {
  it("stays ended, even for the owner of the database", async () => {
    const made = await acts.batch({ packs: 1 });
    done(await life.stolen(ana, { links: made.links }));
    const change = "update epc set state = 'ACTIVE' where link = $1";
    await expect(world.owner.query(change, [made.links[0]])).rejects.toThrow(/STOLEN never becomes ACTIVE/);
  });
});
