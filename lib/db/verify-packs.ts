import type { EpcId, EventId, OrgId, SiteId } from "@/lib/core/pack/ids";
import type { VerifyAnswer, VerifyQuery } from "@/lib/operations/reading-ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { Unit } from "@/lib/operations/unit";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import { ask, rowsOf } from "./statement";
import { together } from "./together";

const { sql } = Prisma;

type Asked = { readonly scope: TenantScope; readonly query: VerifyQuery };

/** Verifies a pack; those asked for at the same moment, by whomever, share one statement and one commit. */
export const packVerifier = (db: Database): ((asked: Asked) => Promise<VerifyAnswer>) =>
  together((asked) => verifyAll(db, asked), { most: 100, lanes: 2 });

async function verifyAll(db: Database, asked: readonly Asked[]): Promise<readonly VerifyAnswer[]> {
  const of = <Value>(value: (each: Asked) => Value): Value[] => asked.map(value);
  const answers = answersOf(
    asked.map(({ query }) => query),
    await rowsOf<Looked>(
      db,
      sql`select * from verify_packs(
        ${of(({ scope }) => scope.orgId)}::uuid[], ${of(({ scope }) => scope.siteId)}::uuid[], ${of(({ scope }) => scope.personId)}::uuid[],
        ${of(({ query }) => query.gtin)}::text[], ${of(({ query }) => query.serial)}::text[], ${of(({ query }) => query.entry)}::text[],
        ${of(({ query }) => timestamp(query.at))}::timestamptz[])`,
    ),
  );
  return withNear(db, asked, answers);
}

/** Triage of what is not registered: the first form a scanner may have garbled that is. */
async function withNear(
  db: Database,
  asked: readonly Asked[],
  answers: readonly VerifyAnswer[],
): Promise<readonly VerifyAnswer[]> {
  const forms = asked.flatMap(({ query: { gtin, near } }, at) => {
    const answer = answers[at];
    return answer?.product?.serialised && !answer.unit ? near.map((serial) => ({ at, gtin, serial })) : [];
  });
  if (forms.length === 0) return answers;
  const places = await ask<readonly number[]>(
    db,
    sql`registered_serials(${forms.map(({ gtin }) => gtin)}::text[], ${forms.map(({ serial }) => serial)}::text[])`,
  );
  const registered = new Set(places);
  return answers.map((answer, at) => ({
    ...answer,
    near: forms.find((form, place) => form.at === at && registered.has(place + 1))?.serial ?? null,
  }));
}

/** A row of verify_packs; what is the pack's is null when it is not registered. */
export type Looked = Pick<VerifyAnswer, "product" | "repeats" | "journey"> & {
  /** Its place in the question, from 1. */
  readonly ord: number;
  readonly id: EpcId | null;
  readonly link: string;
  readonly state: Unit["state"];
  readonly own: Unit["ownDisposition"];
  readonly remaining: number | null;
  readonly replaced: boolean;
  readonly replaces: boolean;
  readonly parent: EpcId | null;
  readonly parent_link: string | null;
  readonly root: EpcId;
  readonly root_link: string;
  readonly depth: number;
  readonly holder: OrgId;
  readonly site: SiteId | null;
  readonly place: Unit["place"];
  readonly tracks_from: number | null;
  readonly batch: Unit["batch"];
  readonly holds: Unit["holds"];
  readonly event: EventId | null;
  readonly event_org: OrgId;
  readonly event_site: SiteId;
  readonly event_time: number;
  readonly record_time: number;
};

/** What was asked of each pack, in the question's order. */
export function answersOf(
  asked: readonly Pick<VerifyQuery, "gtin" | "serial">[],
  rows: readonly Looked[],
): readonly VerifyAnswer[] {
  const answers: VerifyAnswer[] = [];
  for (const row of rows) {
    const pack = asked[row.ord - 1];
    if (!pack) throw new Error("The registry answered more packs than it was asked for");
    const { product, repeats, journey } = row;
    answers[row.ord - 1] = { product, repeats, journey, unit: unitOf(pack, row), near: null };
  }
  return answers;
}

function unitOf({ gtin, serial }: Pick<VerifyQuery, "gtin" | "serial">, row: Looked): Unit | null {
  if (row.id === null) return null;
  return {
    id: row.id,
    kind: "sgtin",
    link: row.link,
    gtin,
    serial,
    sscc: null,
    state: row.state,
    ownDisposition: row.own,
    parentId: row.parent,
    parentLink: row.parent_link,
    rootId: row.root,
    rootLink: row.root_link,
    depth: row.depth,
    holderId: row.holder,
    siteId: row.site,
    place: row.place,
    siteTracksFrom: row.tracks_from,
    holds: row.holds,
    remaining: row.remaining,
    replaced: row.replaced,
    replaces: row.replaces,
    batch: row.batch,
    product: row.product,
    stateEvent:
      row.event === null
        ? null
        : {
            eventId: row.event,
            orgId: row.event_org,
            siteId: row.event_site,
            eventTime: row.event_time,
            recordTime: row.record_time,
          },
  };
}
