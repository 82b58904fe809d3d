import { ok, type Result } from "@/lib/core/refusal";
import type { JobOrder } from "@/lib/operations/job-kinds";
import { CHUNK_ITEMS, type JobQueue } from "@/lib/operations/job-ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { KeyHolder } from "./api-keys";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { jobLooks } from "./job-verify";
import { timestamp } from "./json";
import { ledgerTx } from "./ledger-tx";
import type { SessionUser } from "./sessions";
import { ask } from "./statement";
import { transact } from "./transaction";

const { sql } = Prisma;

type Asked = {
  readonly id: string;
  readonly order: JobOrder;
  readonly person: SessionUser | null;
  readonly key: KeyHolder | null;
};

/** A worker that is not heard of for so long is taken for dead. */
const LEASE = "60 seconds";

/** What lets in whoever started a job, as the web tier's gates do. */
export type JobGates = {
  readonly person: (user: SessionUser) => TenantScope;
  readonly key: (holder: KeyHolder, now: number) => Result<TenantScope>;
};

/** The worker's side of jobs: through guarded functions only (prisma/functions/jobs.sql). */
export function postgresJobQueue(db: Database, gates: JobGates): JobQueue {
  return {
    async claim(at, busy) {
      const job = await ask<Asked | null>(
        db,
        sql`job_claim(${timestamp(at)}::timestamptz, ${LEASE}::interval, ${[...busy]}::uuid[])`,
      );
      if (!job) return null;
      const { id, order, person, key } = job;
      if (key) return { id, order, by: gates.key(key, at) };
      if (!person) throw new Error("Nobody asked for this job");
      return { id, order, by: ok(gates.person(person)) };
    },
    chunk: ({ id, scope }, at, work) =>
      transact(db, { orgId: scope.orgId, country: scope.country, job: id }, async (tx) => {
        const [chunk] = await tx.rows<{ n: number | null; input: string }>(
          sql`select n, input from job_next_chunk(${id}::uuid)`,
        );
        if (!chunk || chunk.n === null) return false;
        const { lines, counts } = await work(
          { ...ledgerTx(tx, scope), ...jobLooks(tx, id) },
          chunk.input,
          chunk.n * CHUNK_ITEMS,
        );
        tx.send(
          sql`select job_finish_chunk(${id}::uuid, ${chunk.n}::int, ${lines}, ${JSON.stringify(counts)}::jsonb, ${timestamp(at)}::timestamptz)`,
        );
        return true;
      }),
    async end({ id }, how, at) {
      const refusal = how.state === "refused" ? JSON.stringify(how.refusal) : null;
      await ask(
        db,
        sql`job_end(${id}::uuid, ${how.state}, ${refusal}::jsonb, ${timestamp(at)}::timestamptz)`,
      );
    },
  };
}
