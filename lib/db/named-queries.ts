import { isObject } from "@/lib/core/canonical/is-object";
import { jsonText } from "@/lib/core/canonical/json-text";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import type { NamedQueries, NamedQuery, Subscription } from "@/lib/operations/named-query-ports";
import type { AuditEntry } from "@/lib/operations/ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import { ledgerTx } from "./ledger-tx";
import { type Statements, transact } from "./transaction";

const { sql } = Prisma;

/** Named queries and subscriptions, on Postgres. */
export function postgresNamedQueries(db: Database): NamedQueries {
  /** A change and its audit row, together; nothing is told of what did not happen. */
  const changed = (scope: TenantScope, audit: AuditEntry, change: (tx: Statements) => Promise<number>) =>
    transact(db, scope, async (tx) => {
      const done = (await change(tx)) > 0;
      if (done) await ledgerTx(tx, scope).audit(audit);
      return done;
    });
  const queries = (scope: TenantScope, which: Prisma.Sql) =>
    transact(db, scope, async (tx) => {
      const rows = await tx.rows<{ name: string; query: string; createdAt: number }>(
        sql`select name, query::text as query, (extract(epoch from created_at) * 1000)::float8 as "createdAt"
            from named_query where org_id = ${scope.orgId}::uuid and ${which}`,
      );
      return rows.map(({ query, ...rest }): NamedQuery => ({ ...rest, query: objectOf(query) }));
    });
  return {
    create: (scope, { name, query, createdAt }, audit) =>
      changed(scope, audit, (tx) =>
        tx.count(sql`insert into named_query (org_id, name, query, created_at)
          values (${scope.orgId}::uuid, ${name}, ${jsonText(query)}::jsonb, ${timestamp(createdAt)}::timestamptz) on conflict do nothing`),
      ),
    find: async (scope, name) => (await queries(scope, sql`name = ${name}`))[0] ?? null,
    list: (scope, after, limit) =>
      queries(scope, sql`name collate "C" > ${after} order by name collate "C" limit ${limit}::int`),
    drop: (scope, name, audit) =>
      changed(scope, audit, (tx) =>
        tx.count(sql`delete from named_query where org_id = ${scope.orgId}::uuid and name = ${name}`),
      ),
    subscribe: (scope, s, audit) =>
      changed(scope, audit, (tx) => {
        const since = timestamp(s.initialRecordTime ?? s.createdAt);
        // The first leaf that may concern it; what is not in the log yet comes after all that is.
        return tx.count(sql`
          insert into subscription (id, org_id, query_name, dest, secret, schedule, time_zone, report_if_empty, initial_record_time,
                                    epc_format, created_at, due_at, cursor)
          select ${s.id}::uuid, q.org_id, q.name, ${s.dest}, ${s.secret}, ${s.schedule === null ? null : jsonText(s.schedule)}::jsonb, ${s.timeZone},
                 ${s.reportIfEmpty}::boolean, ${s.initialRecordTime === null ? null : since}::timestamptz, ${s.epcFormat},
                 ${timestamp(s.createdAt)}::timestamptz, ${timestamp(s.dueAt)}::timestamptz,
                 coalesce((select min(l.index) from event_party p join log_leaf l on l.event_id = p.event_id
                           where p.org_id = q.org_id and p.record_time >= ${since}::timestamptz),
                          (select max(size) from log_state), 0)
          from named_query q where q.org_id = ${scope.orgId}::uuid and q.name = ${s.queryName}`);
      }),
    subscription: async (scope, name, id) =>
      (await subscriptions(db, scope, sql`s.query_name = ${name} and s.id = ${id}::uuid`))[0] ?? null,
    subscriptions: (scope, name, after, limit) =>
      subscriptions(
        db,
        scope,
        sql`s.query_name = ${name} and (${after}::uuid is null or s.id > ${after}::uuid) order by s.id limit ${limit}::int`,
      ),
    unsubscribe: (scope, name, id, audit) =>
      changed(scope, audit, (tx) =>
        tx.count(
          sql`delete from subscription where org_id = ${scope.orgId}::uuid and query_name = ${name} and id = ${id}::uuid`,
        ),
      ),
  };
}

const objectOf = (text: string): JsonObject => {
  const value = jsonOf(text);
  if (!isObject(value)) throw new Error("A kept query is no JSON object");
  return value;
};

function jsonOf(text: string): JsonValue {
  const parsed = parseExact(text);
  if (!parsed.ok) throw new Error("Kept JSON can't be read");
  return parsed.value;
}

const subscriptions = (db: Database, scope: TenantScope, which: Prisma.Sql) =>
  transact(db, scope, async (tx) => {
    const rows = await tx.rows<Subscription & { schedule: string | null }>(sql`
      select s.id::text, s.query_name as "queryName", s.dest, s.schedule::text as schedule, s.time_zone as "timeZone",
             s.report_if_empty as "reportIfEmpty", s.epc_format as "epcFormat",
             (extract(epoch from s.initial_record_time) * 1000)::float8 as "initialRecordTime",
             (extract(epoch from s.created_at) * 1000)::float8 as "createdAt", (extract(epoch from s.due_at) * 1000)::float8 as "dueAt",
             (extract(epoch from s.last_run_at) * 1000)::float8 as "lastRunAt",
             (extract(epoch from s.last_notified_at) * 1000)::float8 as "lastNotifiedAt",
             (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state, 'eventIds', d.event_ids, 'attempts', d.attempts,
                'triedAt', (extract(epoch from d.tried_at) * 1000)::float8, 'because', d.because) order by d.created_at desc), '[]'::jsonb)
              from webhook_delivery d where d.subscription_id = s.id) as deliveries
      from subscription s where s.org_id = ${scope.orgId}::uuid and ${which}`);
    return rows.map((row) => ({ ...row, schedule: row.schedule === null ? null : jsonOf(row.schedule) }));
  });
