import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordedEvent } from "@/lib/core/epcis/query-document";
import { indexOf } from "@/lib/core/epcis-query/event-index";
import { matches } from "@/lib/core/epcis-query/matches";
import { parseQuery } from "@/lib/core/epcis-query/parse-query";
import type { EventQuery } from "@/lib/core/epcis-query/query";
import { listEpcs, listVocabulary } from "@/lib/operations/list-resources";
import type { PageWithToken } from "@/lib/operations/pages";
import { queryEvents } from "@/lib/operations/query-events";
import { recordedOf } from "@/lib/operations/search-events";
import { actsOf, done } from "@/lib/operations/testing/acts";
import { ana, hanna, petra, rita, wanda } from "@/lib/operations/testing/cast";
import { postgresEventArchive } from "./event-archive";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

type Known = ReturnType<typeof recordedOf> & { readonly id: string; readonly parties: readonly string[] };
const ASKING = [ana, petra, rita, wanda, hanna];

let world: PostgresWorld;
let all: readonly Known[];
beforeAll(async () => {
  world = await postgresWorld("event archive");
  const acts = actsOf(world);
  const made = await acts.batch({ packs: 9 });
  const box = await acts.packed(made.links.slice(0, 4));
  await acts.delivered([box], petra);
  done(await acts.dispense(petra, acts.reading(made)));
  await acts.delivered(made.links.slice(4, 6), wanda);
  await acts.delivered(made.links.slice(6, 8), rita);
  await acts.batch({ packs: 2 });
  const { rows } = await world.owner.query<{ id: string; document: Buffer; at: number; parties: string[] }>(`
    select e.id, e.document, (extract(epoch from e.record_time) * 1000)::float8 as at,
           (select array_agg(p.org_id::text) from event_party p where p.event_id = e.id) as parties
    from event e order by e.record_time, e.id`);
  all = rows.map(({ id, document, at, parties }) => ({
    id,
    parties,
    ...recordedOf({ document, recordTime: at }),
  }));
});
afterAll(() => world.close());

const deps = () => ({ ...world.deps, archive: postgresEventArchive(world.db) });

/** A condition about something that is in one of the events, so that some of them meet it. */
function conditionsIn({ event, recordTime }: Known): readonly (readonly [string, string])[] {
  const { bizStep, disposition, readPoint, bizLocation, registryState, names } = indexOf(
    event,
    event["@context"],
  );
  const told: [string, string | null][] = [
    ["eventType", String(event.type)],
    ["EQ_bizStep", bizStep],
    ["EQ_disposition", disposition],
    ["EQ_readPoint", readPoint],
    ["EQ_bizLocation", bizLocation],
    ["EQ_https://packproof.org/ns/registryState", registryState],
    ["GE_eventTime", String(event.eventTime)],
    ["LT_eventTime", String(event.eventTime)],
    ["GE_recordTime", new Date(recordTime).toISOString()],
    ["LT_recordTime", new Date(recordTime).toISOString()],
    ["EXISTS_sensorElementList", "true"],
    ...names.flatMap(({ member, value, type }): [string, string][] => {
      if (member === "eventID") return [["EQ_eventID", value]];
      if (member === "bizTransactionList") return [[`EQ_bizTransaction_${type}`, value]];
      if (member.endsWith("uantityList")) return [["MATCH_anyEPCClass", value]];
      const wider = value.replace(/\/21\/.*$/, "");
      return [
        ["MATCH_anyEPC", value],
        ["MATCH_epc", value],
        ["MATCH_parentID", value],
        ["MATCH_epc", wider],
      ];
    }),
  ];
  return told.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

async function everyPage(scope: typeof ana, query: EventQuery, perPage: number): Promise<string[]> {
  const found: string[] = [];
  for (let nextPageToken: string | null = null; ; ) {
    const page: PageWithToken<RecordedEvent> = done(
      await queryEvents(deps(), scope, query, { perPage, nextPageToken }),
    );
    expect(page.items.length).toBeLessThanOrEqual(perPage);
    found.push(...page.items.map(({ event }) => String(event.eventID)));
    if (page.next === null) return found;
    nextPageToken = page.next.token;
  }
}

describe("events on Postgres", () => {
  it("are those the query means, of the asking organisation and no other, on however many pages", async () => {
    let matched = 0;
    const some = fc.integer({ min: 0, max: 10_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ASKING),
        fc.array(fc.tuple(some, some), { maxLength: 2 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom("", "eventTime ASC", "eventTime DESC", "recordTime DESC"),
        async (scope, picks, perPage, order) => {
          const told = new Map(
            picks.flatMap(([i, j]) => {
              const known = all[i % all.length];
              const conditions = known ? conditionsIn(known) : [];
              const pick = conditions[j % conditions.length];
              return pick ? [pick] : [];
            }),
          );
          const [orderBy = "", orderDirection = ""] = order.split(" ");
          const query = done(
            parseQuery({
              url: [
                ...told,
                ...(order === ""
                  ? []
                  : [["orderBy", orderBy] as const, ["orderDirection", orderDirection] as const]),
              ],
            }),
          );
          const expected = all
            .filter(({ event, parties }) => parties.includes(scope.orgId) && matches(query, event))
            .map(({ event }) => String(event.eventID));
          if (told.size > 0) matched += expected.length;
          const found = await everyPage(scope, query, perPage);
          expect([...found].sort(), JSON.stringify([...told])).toEqual([...expected].sort());
        },
      ),
      { numRuns: 200 },
    );
    expect(matched).toBeGreaterThan(50);
  });

  it("tell their words and EPCs to their parties only, each once", async () => {
    const paging = { perPage: 1_000, nextPageToken: null };
    for (const scope of ASKING) {
      const own = all
        .filter(({ parties }) => parties.includes(scope.orgId))
        .map(({ event }) => indexOf(event, event["@context"]));
      const steps = done(await listVocabulary(deps(), scope, "bizStep", paging)).items;
      expect(steps).toEqual([...new Set(own.flatMap(({ bizStep }) => bizStep ?? []))].sort());
      const instances = own.flatMap(({ names }) =>
        names.filter(({ member }) => /EPC|^epcList|^parentID/.test(member)),
      );
      const epcs = done(await listEpcs(deps(), scope, paging)).items;
      expect([...epcs].sort()).toEqual([...new Set(instances.map(({ value }) => value))].sort());
      const paged: string[] = [];
      for (let token: string | null = null; ; ) {
        const page: PageWithToken<string> = done(
          await listEpcs(deps(), scope, { perPage: 2, nextPageToken: token }),
        );
        paged.push(...page.items);
        if (page.next === null) break;
        token = page.next.token;
      }
      expect(paged).toEqual(epcs);
    }
  });
});
