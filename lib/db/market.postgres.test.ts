import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareRecall } from "@/lib/operations/prepare-recall";
import { publicCheck } from "@/lib/operations/public-check";
import { actsOf, done, type Made, requestKey } from "@/lib/operations/testing/acts";
import {
  ana,
  authority,
  dieter,
  drops,
  germanAuthority,
  maker,
  petra,
  rival,
} from "@/lib/operations/testing/cast";
import { withdrawProduct } from "@/lib/operations/withdraw-product";
import { postgresPublicRegistry } from "./public-registry";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

let world: PostgresWorld;
let web: pg.Pool;
beforeAll(async () => {
  world = await postgresWorld();
  web = new pg.Pool({ connectionString: world.fresh.webUrl, max: 1 });
});
afterAll(async () => {
  await web.end();
  await world.close();
});

const prepared = async (made: Made, markets: readonly string[] = ["AT"]) =>
  done(
    await prepareRecall(world.deps, ana, {
      requestKey: requestKey(),
      batchIds: [made.id],
      serials: null,
      markets,
      recall: { class: 2, depth: "pharmacy", publicText: null },
      reason: "Glass in ampoules",
    }),
  ).recallId;

/** As the web tier reads: for one organisation, in one transaction. */
async function seenBy(org: string, sql: string) {
  const client = await web.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.org_id', $1, true)", [org]);
    return (await client.query(sql)).rows.length;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

describe("what anybody may know", () => {
  const asked = (made: Made) =>
    publicCheck(
      { clock: world.clock, registry: postgresPublicRegistry(world.db) },
      {
        gtin: made.product.gtin,
        serial: made.serials[0] ?? "",
        batch: made.number,
        expiry: "2029-03-31",
      },
    );

  it("is a recall on any market, the gravest of all", async () => {
    const acts = actsOf(world);
    const made = await acts.batch({ packs: 1 });
    expect((await asked(made)).verdict.code).toBe("ACTIVE");
    await acts.recalled([made], {}, ["DE"]);
    expect((await asked(made)).verdict.code).toBe("RECALLED_TRADE");
    await acts.recalled([made], { depth: "patient", publicText: "Bring it back." }, ["FR"]);
    expect((await asked(made)).verdict).toMatchObject({
      code: "RECALLED_PATIENT_TEXT",
      params: { text: "Bring it back." },
    });
  });

  it("has one shape whether a pack is recalled, withdrawn, sound or unknown", async () => {
    const acts = actsOf(world);
    const shapes = new Set<string>();
    const sound = await acts.batch({ packs: 1, product: drops });
    const recalled = await acts.batch({ packs: 1, product: drops });
    await acts.recalled([recalled], {}, ["DE"]);
    const look = async (serial: string) => {
      const { rows } = await web.query("select public_pack($1, $2) as value", [drops.gtin, serial]);
      const { product, pack } = rows[0].value;
      shapes.add(`${Object.keys(product).sort()} ${pack ? Object.keys(pack).sort() : "-"}`);
      return product.state;
    };
    expect(await look(sound.serials[0] ?? "")).toBe("ACTIVE");
    await look(recalled.serials[0] ?? "");
    const command = { requestKey: requestKey(), gtin: drops.gtin, markets: ["DE"], reason: "No longer safe" };
    done(await withdrawProduct(world.deps, ana, command));
    expect(await look(sound.serials[0] ?? "")).toBe("WITHDRAWN");
    expect([...shapes]).toHaveLength(1);
  });
});

describe("verify_packs", () => {
  it("takes the market of the site, not of whoever calls, and leaves nothing on the connection", async () => {
    const acts = actsOf(world);
    const made = await acts.batch({ packs: 2 });
    await acts.recalled([made], {}, ["DE"]);
    const recallAt = async (scope: typeof petra) => {
      const { rows } = await web.query(
        "select batch from verify_packs(array[$1::uuid], array[$2::uuid], array[$3::uuid], array[$4], array[$5], '{api}', array[now()])",
        [scope.orgId, scope.siteId, scope.personId, made.product.gtin, made.serials[0]],
      );
      return rows[0].batch.recall;
    };
    await web.query("select set_config('app.market', 'AT', false)");
    expect(await recallAt(dieter)).toMatchObject({ class: 2, depth: "pharmacy" });
    expect(await recallAt(petra)).toBeNull();
    const { rows } = await web.query("select current_setting('app.market') as market");
    expect(rows[0].market).toBe("AT");
    await web.query("reset app.market");
  });
});

describe("a recall in the database", () => {
  it("is its own organisation's while it is a draft, and then its holder's, too", async () => {
    const made = await actsOf(world).batch({ packs: 1 });
    const id = await prepared(made);
    const sql = `select from recall where id = '${id}'`;
    expect(await seenBy(maker.id, sql)).toBe(1);
    for (const org of [authority.id, rival.id]) expect(await seenBy(org, sql)).toBe(0);
  });

  it("is known by its markets to everybody who is signed in, its answers to both sides", async () => {
    const acts = actsOf(world);
    const made = await acts.batch({ packs: 1 });
    await acts.delivered(made.links, petra);
    const id = await acts.recalled([made]);
    expect(await seenBy(rival.id, `select from recall_market where batch_id = '${made.id}'`)).toBe(1);
    const answers = `select from recall_response where recall_id = '${id}'`;
    expect([await seenBy(maker.id, answers), await seenBy(petra.orgId, answers)]).toEqual([1, 1]);
    expect([await seenBy(rival.id, answers), await seenBy(germanAuthority.id, answers)]).toEqual([0, 0]);
  });

  it("is signed by two people and never becomes less, not even by the owner", async () => {
    const acts = actsOf(world);
    const made = await acts.batch({ packs: 1 });
    const draft = await prepared(made);
    const alone =
      "update recall set state = 'SIGNED', signed_at = now(), signed_by_id = prepared_by_id where id = $1";
    await expect(world.owner.query(alone, [draft])).rejects.toThrow(/recall_two_people/);
    const signed = await acts.recalled([made], { depth: "patient" });
    const lesser: readonly (readonly [string, string])[] = [
      ["update recall set state = 'DRAFT', signed_at = null where id = $1", signed],
      ["delete from recall where id = $1", signed],
      ["update recall_market set depth = 'wholesale' where batch_id = $1", made.id],
      ["update recall_market set class = 4 where batch_id = $1", made.id],
      ["delete from recall_market where batch_id = $1", made.id],
    ];
    for (const [sql, id] of lesser) {
      await expect(world.owner.query(sql, [id]), sql).rejects.toMatchObject({ code: "23001" });
    }
  });
});
