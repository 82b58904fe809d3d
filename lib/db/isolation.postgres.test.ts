import fc from "fast-check";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { shipmentId } from "@/lib/core/pack/ids";
import { ana, ORGANISATIONS, PEOPLE, rhea } from "@/lib/operations/testing/cast";
import { begin, stepArbitrary, take } from "@/lib/operations/testing/history";
import type { Picture } from "@/lib/operations/testing/picture";
import { postgresDesk } from "./desk";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

/** What belongs to an organisation ($1), as the owner sees it: neither a row more nor a row less may be readable. */
const OWN: Readonly<Record<string, string>> = {
  event: "id in (select event_id from event_party where org_id = $1)",
  event_party: "org_id = $1",
  event_effect: "event_id in (select event_id from event_party where org_id = $1)",
  event_vocabulary: "org_id = $1",
  shipment: "$1 in (sender_id, receiver_id)",
  shipment_line: "shipment_id in (select id from shipment where $1 in (sender_id, receiver_id))",
  shipment_exception: "shipment_id in (select id from shipment where $1 in (sender_id, receiver_id))",
  batch: "holder_id = $1",
  audit: "org_id = $1",
  request: "org_id = $1",
  capture: "org_id = $1",
  verification: "org_id = $1",
  alert: "$1 in (org_id, holder_id)",
  announcement: "org_id = $1",
  announcement_line: "announcement_id in (select id from announcement where org_id = $1)",
  waiting_unit: "org_id = $1",
  site_place: "site_id in (select id from site where org_id = $1)",
  membership: "org_id = $1",
  delegation: "$1 in (holder_id, agent_id)",
};

const digest = (table: string, where = "true"): string =>
  `select count(*)::int as n, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from ${table} t where ${where}`;

async function onlyOwnRows({ owner, fresh }: PostgresWorld): Promise<void> {
  const web = new pg.Client({ connectionString: fresh.webUrl });
  await web.connect();
  try {
    for (const { id, name } of ORGANISATIONS) {
      await web.query("begin");
      await web.query("select set_config('app.org_id', $1, true)", [id]);
      for (const [table, where] of Object.entries(OWN)) {
        const seen = (await web.query(digest(table))).rows[0];
        const own = (await owner.query(digest(table, where), [id])).rows[0];
        expect(seen, `${table} of ${name}`).toEqual(own);
      }
      await web.query("rollback");
    }
  } finally {
    await web.end();
  }
}

const OPENED = ["statement", "type", "bizStep", "disposition", "registryState", "level", "seq", "leafIndex"];

/** What the guarded functions answer: whole events to their parties only, deliveries to their two sides only. */
async function onlyOwnAnswers(world: PostgresWorld): Promise<void> {
  const { owner, deps } = world;
  const ids = async (sql: string, org: string): Promise<ReadonlySet<string>> =>
    new Set((await owner.query(sql, [org])).rows.map(({ id }) => id));
  const picture = await world.picture();
  for (const scope of PEOPLE) {
    const parties = await ids("select event_id as id from event_party where org_id = $1", scope.orgId);
    for (const link of Object.keys(picture.units)) {
      const trace = await deps.ledger.trace(scope, link);
      for (const { eventId: id, party, mine, ...event } of trace?.events ?? []) {
        expect(party, `${scope.personName}: ${link}`).toBe(parties.has(id));
        const shown = Object.entries(event).filter(
          ([name, value]) => value !== null && !OPENED.includes(name),
        );
        if (!party) expect(shown, `${scope.personName}: ${link}`).toEqual([]);
      }
    }
    const sides = await ids("select id from shipment where $1 in (sender_id, receiver_id)", scope.orgId);
    for (const { id } of picture.shipmentIds) {
      const seen = (await deps.ledger.delivery(scope, shipmentId(id))) !== null;
      expect(seen, `${scope.personName}: delivery ${id}`).toBe(sides.has(id));
    }
  }
}

const rootOf = (picture: Picture, link: string): string => {
  const parent = picture.units[link]?.parent ?? null;
  return parent === null ? link : rootOf(picture, parent);
};

/** The running counters, as the screens read them, against the packs one by one. */
async function countersTell(world: PostgresWorld): Promise<void> {
  const picture = await world.picture();
  const desk = postgresDesk(world.db);
  const packs = Object.keys(picture.units).filter((link) => link.includes("/01/"));
  for (const scope of PEOPLE) {
    const here = packs.filter((link) => {
      const root = picture.units[rootOf(picture, link)];
      return root?.holder === scope.orgId && root.site === scope.siteId && root.place === "AT_SITE";
    });
    const stock = await desk.stock(scope, scope.siteId);
    expect(
      stock.reduce((sum, { count }) => sum + count, 0),
      scope.siteName,
    ).toBe(here.length);
    for (const other of ORGANISATIONS) {
      if (other.id === scope.orgId) continue;
      expect(await desk.stock(scope, other.sites[0].id)).toEqual([]);
    }
  }
  const batches = [...(await desk.batches(ana)), ...(await desk.batches(rhea))];
  expect(batches.reduce((sum, { commissioned }) => sum + commissioned, 0)).toBe(packs.length);
  for (const batch of batches) {
    const { commissioned, atSite, inTransit, elsewhere, supplied, heldPacks, other } = batch;
    expect(atSite + inTransit + elsewhere + supplied + heldPacks + other, batch.number).toBe(commissioned);
  }
}

describe("after any history", () => {
  it("each organisation reads its own rows and nobody else's, and every pack is in one place on the screens", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 30, maxLength: 45 }), async (steps) => {
        const world = await postgresWorld("isolation", 2);
        try {
          await begin(world);
          for (const [n, step] of steps.entries()) await take(world, step, n, await world.picture());
          await onlyOwnRows(world);
          await onlyOwnAnswers(world);
          await countersTell(world);
        } finally {
          await world.close();
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 240_000);
});
