import { CHUNK_ITEMS, type Claimed, type JobKind, type JobQueue } from "@/lib/operations/job-ports";
import { mintScope } from "@/lib/operations/scope";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { jobTx } from "./job-verify";
import { timestamp } from "./json";
import type { SessionUser } from "./sessions";
import { ask } from "./statement";
import { transact } from "./transaction";

const { sql } = Prisma;

/** A worker that is not heard of for so long is taken for dead. */
const LEASE = "60 seconds";

/** The worker's side of jobs: through guarded functions only (migration 8). */
export function postgresJobQueue(db: Database): JobQueue {
  return {
    async claim(at) {
      const job = await ask<{ id: string; kind: JobKind; seat: SessionUser } | null>(
        db,
        sql`job_claim(${timestamp(at)}::timestamptz, ${LEASE}::interval)`,
      );
      if (!job) return null;
      const { siteCountry, ...seat } = job.seat;
      // A gate: the seat is that of the person who started the job, read anew.
      return {
        id: job.id,
        kind: job.kind,
        scope: mintScope({ ...seat, country: siteCountry }),
      } satisfies Claimed;
    },
    chunk: ({ id }, at, work) =>
      transact(db, null, async (tx) => {
        const [chunk] = await tx.rows<{ n: number | null; input: string }>(
          sql`select n, input from job_next_chunk(${id}::uuid)`,
        );
        if (!chunk || chunk.n === null) return false;
        const { lines, counts } = await work(jobTx(tx, id), chunk.input, chunk.n * CHUNK_ITEMS);
        tx.send(
          sql`select job_finish_chunk(${id}::uuid, ${chunk.n}::int, ${lines}, ${JSON.stringify(counts)}::jsonb, ${timestamp(at)}::timestamptz, ${LEASE}::interval)`,
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
