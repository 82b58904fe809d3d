import type { JobKind } from "@/lib/operations/job-kinds";
import type { JobOf, JobPage, Jobs, NewJob } from "@/lib/operations/job-ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import { type Statements, transact } from "./transaction";

const { sql } = Prisma;

const VIEW = sql`
  select j.id, j.kind, j.command->>'actingFor' as "actingFor", j.state, j.total, j.done, j.summary, j.refusal, coalesce(p.name, k.name) as by,
         (extract(epoch from j.created_at) * 1000)::float8 as "createdAt", (extract(epoch from j.started_at) * 1000)::float8 as "startedAt",
         (extract(epoch from j.finished_at) * 1000)::float8 as "finishedAt"
  from job j left join person p on p.id = j.person_id left join api_key k on k.id = j.key_id`;

/** Jobs on Postgres, for those who start them: row-level security shows an organisation its own. */
export function postgresJobs(db: Database): Jobs {
  return {
    view: (scope, id) =>
      transact(db, scope, async (tx) => {
        const [job] = await tx.rows<JobOf<JobKind>>(sql`${VIEW} where j.id = ${id}::uuid`);
        return job ?? null;
      }),
    list: <Kind extends JobKind>(scope: TenantScope, { among, before, limit }: JobPage<Kind>) =>
      transact(db, scope, (tx) =>
        tx.rows<JobOf<Kind>>(sql`${VIEW}
          where (j.kind, coalesce(j.command->>'actingFor', '')) in (
              select * from unnest(${among.map(({ kind }) => kind)}::text[], ${among.map(({ actingFor }) => actingFor ?? "")}::text[]))
            and (${before}::uuid is null or (j.created_at, j.id) < (select b.created_at, b.id from job b where b.id = ${before}::uuid))
          order by j.created_at desc, j.id desc limit ${limit}::int`),
      ),
    cancel: (scope, id, at) =>
      transact(db, scope, (tx) =>
        tx.ask<boolean>(sql`job_cancel(${id}::uuid, ${timestamp(at)}::timestamptz)`),
      ),
    async *results(scope, id) {
      // A transaction a chunk: a slow reader holds no connection while it reads.
      for (let n = 0; ; n++) {
        const [chunk] = await transact(db, scope, (tx) =>
          tx.rows<{ result: string | null }>(
            sql`select result from job_chunk where job_id = ${id}::uuid and n = ${n}::int`,
          ),
        );
        if (!chunk || chunk.result === null) return;
        yield chunk.result;
      }
    },
  };
}

/** The rows of a new job, inside the transaction that keeps the request's answer. */
export function createJob(
  tx: Statements,
  scope: Pick<TenantScope, "orgId" | "siteId" | "personId" | "key">,
  { id, order: { kind, ...command }, total, at, chunks }: NewJob,
): void {
  tx.send(sql`insert into job (id, org_id, site_id, person_id, key_id, kind, command, state, total, created_at)
    values (${id}::uuid, ${scope.orgId}::uuid, ${scope.siteId}::uuid, ${scope.personId}::uuid, ${scope.key?.id ?? null}::uuid, ${kind}, ${JSON.stringify(command)}::jsonb, 'queued', ${total}::int,
            ${timestamp(at)}::timestamptz)`);
  for (const [n, { items, lines }] of chunks.entries()) {
    tx.send(
      sql`insert into job_chunk (job_id, n, items, input) values (${id}::uuid, ${n}::int, ${items}::int, ${lines})`,
    );
  }
}
