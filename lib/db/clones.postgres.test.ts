import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actsOf, refused } from "@/lib/operations/testing/acts";
import { dieter, german, maker, petra, pharmacy, rival, tablets } from "@/lib/operations/testing/cast";
import { statementsOf } from "./testing/as-organisation";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

let world: PostgresWorld;
let web: pg.Pool;
beforeAll(async () => {
  world = await postgresWorld();
  web = new pg.Pool({ connectionString: world.fresh.webUrl, max: 2 });
});
afterAll(async () => {
  await web.end();
  await world.close();
});
const asOrganisation = statementsOf(() => web);

type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
};
const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe("a suspected clone on Postgres", () => {
  it("is found by an index among 100,000 looks, reading those of one pack and one day", async () => {
    const acts = actsOf(world);
    const made = await acts.batch({ packs: 1 });
    const id = (await acts.unit(made.links[0] ?? ""))?.id;
    await world.owner.query(
      `insert into verification (org_id, site_id, person_id, epc_id, gtin, serial, entry_mode, facts, at)
       select $1, $2, $1, case when n % 10000 = 0 then $3::bigint else n end, '', '', 'camera', '{}', now() - n * interval '1 minute'
       from generate_series(1, 100000) n`,
      [german.id, german.sites[0].id, id],
    );
    await world.owner.query("analyze verification");
    const { rows } = await world.owner.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
      `explain (analyze, format json) select seen.journey from epc e left join event ev on ev.id = e.state_event_id
       cross join lateral seen_elsewhere(e.id, ev.site_id, ev.event_time, ev.biz_step, null, $2, now() + interval '1 hour') seen where e.id = $1`,
      [id, pharmacy.sites[0].id],
    );
    const [{ Plan: root } = { Plan: undefined }] = rows[0]?.["QUERY PLAN"] ?? [];
    const looks = nodesOf(root as Plan).filter((node) => node["Relation Name"] === "verification");
    expect(looks.map((node) => node["Node Type"])).toEqual(["Index Scan"]);
    expect(looks[0]).toMatchObject({ "Index Name": "verification_epc_id_at_idx" });
    // Ten looks at it, none of them within the day: not one row was read in vain.
    expect(looks[0]?.["Rows Removed by Filter"] ?? 0).toBe(0);
  });

  it("alerts both places and the maker, each of whom sees no more than its own", async () => {
    const acts = actsOf(world);
    const made = await acts.batch({ packs: 1 });
    await acts.delivered(made.links, petra);
    const read = acts.reading(made);
    world.clock.advance(2 * 86_400_000);
    await acts.verdict(dieter, read);
    await refused(world, () => acts.dispense(petra, read), "CLONE_SUSPECTED");
    const seenBy = async (org: string) =>
      (
        await asOrganisation<{ site: string; person: string | null }>(
          org,
          "select site_id as site, raised_by_id as person from alert where serial = $1",
          [read.serial],
        )
      ).map(({ site, person }) => [site, person]);
    const here = [pharmacy.sites[0].id, petra.personId];
    const there = [german.sites[0].id, null];
    expect(await seenBy(pharmacy.id)).toEqual([here]);
    expect(await seenBy(german.id)).toEqual([there]);
    expect((await seenBy(maker.id)).toSorted()).toEqual([here, there].toSorted());
    expect(await seenBy(rival.id)).toEqual([]);
    const answers = await asOrganisation<{ value: { pack: { conflict: boolean } } }>(
      null,
      "select public_pack($1, $2) as value",
      [tablets.gtin, read.serial],
    );
    expect(answers[0]?.value.pack.conflict).toBe(true);
  });

  it.each([
    ["half a place", "latitude = 1, longitude = null"],
    ["a place north of the pole", "latitude = 91, longitude = 0"],
    ["a place beyond the date line", "latitude = 0, longitude = 181"],
  ])("has no site at %s", async (_name, change) => {
    const update = world.owner.query(`update site set ${change} where id = $1`, [maker.sites[0].id]);
    await expect(update).rejects.toMatchObject({ constraint: "site_is_on_earth" });
  });
});
