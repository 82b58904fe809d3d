import type { EventArchive, EventsAsked, StoredEvent } from "@/lib/operations/event-archive-ports";
import { TOO_SLOW } from "@/lib/operations/event-archive-ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { bytesOf, timestamp } from "./json";
import { sqlStateOf } from "./sql-state";
import { type Statements, transact } from "./transaction";

const { sql } = Prisma;

/** What one question may cost Postgres before it is refused as too complex. */
const TIMEOUT = "15s";
const QUERY_CANCELED = "57014";

/** Events for EPCIS queries, on Postgres (prisma/functions/event-queries.sql). */
export function postgresEventArchive(db: Database): EventArchive {
  const within = async <Value>(
    scope: TenantScope,
    body: (tx: Statements) => Promise<Value>,
  ): Promise<Value | typeof TOO_SLOW> => {
    try {
      return await transact(db, scope, (tx) => {
        tx.send(sql`select set_config('statement_timeout', ${TIMEOUT}, true)`);
        return body(tx);
      });
    } catch (error) {
      if (sqlStateOf(error) === QUERY_CANCELED) return TOO_SLOW;
      throw error;
    }
  };
  return {
    page: (scope, asked) => within(scope, (tx) => tx.rows<StoredEvent>(pageCall(asked))),
    count: (scope, conditions, atMost) =>
      within(scope, (tx) =>
        tx.ask<number>(sql`event_count(${JSON.stringify(conditions)}::jsonb, ${atMost}::int)`),
      ),
    vocabulary: (scope, kind, after, limit) =>
      transact(db, scope, async (tx) => {
        const rows = await tx.rows<{ value: string }>(
          sql`select value from event_vocabulary where org_id = ${scope.orgId}::uuid and kind = ${kind} and value > ${after}
              order by value limit ${limit}::int`,
        );
        return rows.map(({ value }) => value);
      }),
    epcs: (scope, after, limit) => transact(db, scope, (tx) => epcsOf(tx, after, limit)),
    companyPrefixes: (scope) =>
      transact(db, scope, async (tx) => {
        const rows = await tx.rows<{ prefix: string }>(
          sql`select distinct unnest(prefixes) as prefix from organisation`,
        );
        return rows.map(({ prefix }) => prefix);
      }),
    keepPlace: (scope, { hash, question, position, expiresAt }) =>
      transact(db, scope, async (tx) => {
        tx.send(
          sql`insert into page_token (hash, org_id, question, position, expires_at)
              values (${bytesOf(hash)}, ${scope.orgId}::uuid, ${bytesOf(question)}, ${JSON.stringify(position)}::jsonb, ${timestamp(expiresAt)}::timestamptz)`,
        );
      }),
    placeOf: (scope, { hash, question, now }) =>
      transact(db, scope, async (tx) => {
        const [row] = await tx.rows<{ position: unknown }>(
          sql`select position from page_token where hash = ${bytesOf(hash)} and org_id = ${scope.orgId}::uuid
              and question = ${bytesOf(question)} and expires_at > ${timestamp(now)}::timestamptz`,
        );
        return row?.position ?? null;
      }),
    dropPlace: (scope, hash) =>
      transact(
        db,
        scope,
        async (tx) =>
          (await tx.count(
            sql`delete from page_token where hash = ${bytesOf(hash)} and org_id = ${scope.orgId}::uuid`,
          )) > 0,
      ),
  };
}

const pageCall = ({ conditions, by, descending, after, limit }: EventsAsked): Prisma.Sql =>
  sql`select * from event_page(${JSON.stringify(conditions)}::jsonb, ${by}, ${descending},
        ${after && timestamp(after.at)}::timestamptz, ${after?.id}::uuid, ${limit}::int)`;

/** Events that one call walks through: most have a few EPCs, and one may have ten thousand. */
const EVENTS_A_WALK = 100;
/** Walks of one request: where the same packs come again and again, a page may end short of what was asked for. */
const WALKS = 20;

async function epcsOf(tx: Statements, after: Parameters<EventArchive["epcs"]>[1], limit: number) {
  const links: string[] = [];
  let from = after;
  for (let walk = 0; walk < WALKS; walk++) {
    const [at, id, link] = [from && timestamp(from.at), from?.id, from?.link];
    const rows = await tx.rows<{ at: number; id: string; link: string }>(
      sql`select * from event_epcs(${at}::timestamptz, ${id}::uuid, ${link}, ${EVENTS_A_WALK}::int, ${limit + 1 - links.length}::int)`,
    );
    for (const row of rows) {
      // One more than asked for was found: the walk goes on after the last that is told.
      if (links.length === limit) return { links, next: from };
      links.push(row.link);
      from = row;
    }
    const place = await tx.ask<{ at: number; id: string } | null>(
      sql`event_place(${at}::timestamptz, ${id}::uuid, ${EVENTS_A_WALK}::int)`,
    );
    if (place === null) return { links, next: null };
    // Before the first EPC of that event.
    from = { ...place, link: "" };
  }
  return { links, next: from };
}
