import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bucketOf } from "@/lib/core/recall/buckets";
import { holdBatch } from "@/lib/operations/hold-batch";
import type { RecallId } from "@/lib/operations/market-ports";
import { placeHold } from "@/lib/operations/place-hold";
import type { RecallPlace } from "@/lib/operations/recall-desk-ports";
import type { TenantScope } from "@/lib/operations/scope";
import { actsOf, done, type Made, refused, requestKey } from "@/lib/operations/testing/acts";
import { ana, dieter, inspector, petra, rita, wanda } from "@/lib/operations/testing/cast";
import { viewRecall } from "@/lib/operations/view-recall";
import { postgresDesk } from "./desk";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

let world: PostgresWorld;
beforeAll(async () => {
  world = await postgresWorld();
});
afterAll(() => world.close());

const desk = () => postgresDesk(world.db);
const acts = () => actsOf(world);

/** Ten packs: two in a case at Wanda's, which she sends on to Petra in part; one lost on the way to Petra. */
async function story(): Promise<{ readonly made: Made; readonly id: RecallId; readonly lost: string }> {
  const made = await acts().batch({ packs: 10 });
  const [first = "", second = "", third = "", lost = ""] = made.links;
  await acts().delivered([await acts().packed([first, second])], wanda);
  await acts().delivered([third], wanda);
  await acts().delivered([third], petra, wanda);
  const short = await acts().sent([lost, made.links[4] ?? ""]);
  done(await acts().receipt(petra, short.id, made.links.slice(4, 5), true));
  await acts().sent(made.links.slice(5, 6), ana, { id: wanda.siteId });
  return { made, id: await acts().recalled([made]), lost };
}

const counted = (places: readonly RecallPlace[]) =>
  places
    .map(({ site, to, state, disposition, held, count }) => [
      site?.organisation ?? null,
      to?.organisation ?? null,
      bucketOf(state, disposition, held),
      count,
    ])
    .sort();

describe("the lists of a recall's board", () => {
  it("say where every pack is, as many as the equation counts", async () => {
    const { made, id } = await story();
    const places = await desk().recallNow(inspector, id);
    expect(counted(places)).toEqual(
      [
        [ana.orgName, wanda.orgName, "in-transit", 1],
        [ana.orgName, null, "saleable", 4],
        [ana.orgName, null, "unaccounted", 1],
        [petra.orgName, null, "saleable", 2],
        [wanda.orgName, null, "saleable", 2],
      ].sort(),
    );
    const { batches } = done(await viewRecall(world.deps, inspector, id));
    const sum = places.reduce((total, { count }) => total + count, 0);
    expect(batches).toMatchObject([{ id: made.id, balance: { commissioned: sum, difference: 0 } }]);
  });

  it("name the lost pack with the delivery it was reported missing from, until it is found", async () => {
    const { id, lost } = await story();
    expect(await desk().recallUnaccounted(ana, id, 10)).toMatchObject([
      { link: lost, reported: { from: { organisation: ana.orgName }, to: { organisation: petra.orgName } } },
    ]);
    expect(await desk().recallUnaccounted(ana, id, 0)).toEqual([]);
  });

  it("show who went on from whom, with the containers that held some of it at the time", async () => {
    const { id } = await story();
    const ways = (await desk().recallWays(inspector, id)).map(({ from, to, packs }) => [
      from?.organisation,
      to?.organisation,
      packs,
    ]);
    expect(ways).toHaveLength(3);
    expect(ways).toEqual(
      expect.arrayContaining([
        [ana.orgName, wanda.orgName, 4],
        [wanda.orgName, petra.orgName, 1],
        [ana.orgName, petra.orgName, 2],
      ]),
    );
  });

  it("count attempts to dispense since it was signed, and nothing before", async () => {
    const { made, id } = await story();
    expect(await desk().recallAttempts(ana, id, 10)).toEqual([]);
    await refused(world, () => acts().dispense(petra, acts().reading(made, 2)), "NOT_DISPENSABLE");
    expect(await desk().recallAttempts(ana, id, 10)).toMatchObject([
      { serial: made.serials[2], site: { organisation: petra.orgName } },
    ]);
  });

  it("tell a maker its direct customers by name, and those below as a count", async () => {
    const made = await acts().batch({ packs: 2 });
    await acts().delivered(made.links, wanda);
    await acts().delivered(made.links.slice(0, 1), rita, wanda);
    const id = await acts().recalled([made]);
    expect(counted(await desk().recallNow(ana, id))).toEqual([
      [null, null, "saleable", 1],
      [wanda.orgName, null, "saleable", 1],
    ]);
    const [, onward] = await desk().recallWays(ana, id);
    expect([onward?.from?.organisation, onward?.to]).toEqual([wanda.orgName, null]);
  });

  it.each([
    ["a site that was only told", petra],
    ["a stranger", dieter],
  ] as const)("are empty for %s", async (_who, scope: TenantScope) => {
    const { id } = await story();
    for (const list of [
      desk().recallNow(scope, id),
      desk().recallUnaccounted(scope, id, 10),
      desk().recallAttempts(scope, id, 10),
      desk().recallReplacements(scope, id, 10),
      desk().recallWays(scope, id),
    ]) {
      expect(await list).toEqual([]);
    }
  });
});

describe("what a site has to put aside", () => {
  const put = async (link: string, scope: TenantScope) =>
    done(
      await placeHold(world.deps, scope, {
        requestKey: requestKey(),
        subject: { link },
        kind: "SUSPECT",
        reason: "RECALLED",
        entry: "typed",
      }),
    );

  it("is a case as a whole when nothing else is in it, and pack by pack when something is", async () => {
    const made = await acts().batch({ packs: 4 });
    const other = await acts().batch({ packs: 1 });
    const pure = await acts().packed(made.links.slice(0, 2));
    const mixed = await acts().packed([made.links[2] ?? "", other.links[0] ?? ""]);
    await acts().delivered([pure, mixed, made.links[3] ?? ""], wanda);
    const id = await acts().recalled([made]);
    const here = await desk().recallUnitsHere(wanda, id, 10);
    expect(here).toMatchObject({ packs: 4, held: 0 });
    expect(here.units.map(({ link, packs }) => [link, packs]).sort()).toEqual(
      [
        [made.links[2], 1],
        [made.links[3], 1],
        [pure, 2],
      ].sort(),
    );
    await put(pure, wanda);
    expect(await desk().recallUnitsHere(wanda, id, 1)).toMatchObject({
      packs: 4,
      held: 2,
      units: [{ held: false }],
    });
    // The stock says so too: what is in a held case is held.
    const stock = (await desk().stock(wanda, wanda.siteId)).filter(({ batch }) => batch === made.number);
    expect(stock.map(({ held, count }) => [held, count]).sort()).toEqual([
      [false, 2],
      [true, 2],
    ]);
  });

  it("is of a recall by serial numbers only those", async () => {
    const made = await acts().batch({ packs: 3 });
    await acts().delivered([await acts().packed(made.links)], wanda);
    const serial = made.serials[1] ?? "";
    const id = await acts().recalled([made], {}, ["AT"], { from: serial, to: serial });
    expect(await desk().recallUnitsHere(wanda, id, 10)).toMatchObject({
      packs: 1,
      units: [{ serial, packs: 1, held: true }],
    });
  });

  it("is nothing that others have", async () => {
    const { id } = await story();
    expect(await desk().recallUnitsHere(dieter, id, 10)).toEqual({ packs: 0, held: 0, units: [] });
    expect(await desk().recallUnitsHere(petra, id, 10)).toMatchObject({ packs: 2 });
  });
});

describe("batches that an authority may hold", () => {
  it("are those of products on its market, with who held them and why", async () => {
    const made = await acts().batch({ packs: 1 });
    const command = { requestKey: requestKey(), batchId: made.id, reason: " Glass " };
    done(await holdBatch(world.deps, inspector, command));
    const held = (await desk().batches(inspector)).find(({ id }) => id === made.id);
    expect(held).toMatchObject({
      held: true,
      hold: { reason: "Glass", by: inspector.orgName, byAuthority: true },
    });
    expect((await desk().batches(dieter)).some(({ id }) => id === made.id)).toBe(false);
  });
});
