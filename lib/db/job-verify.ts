import type { JobTx } from "@/lib/operations/job-ports";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import type { Statements } from "./transaction";
import { answersOf, type Looked } from "./verify-packs";

const { sql } = Prisma;

/** What a chunk of a job may ask inside its transaction. */
export const jobTx = (tx: Statements, job: string): JobTx => ({
  async verify(readings, entry, at) {
    const gtins = readings.map(({ gtin }) => gtin);
    const serials = readings.map(({ serial }) => serial);
    return answersOf(
      readings,
      await tx.rows<Looked>(
        sql`select * from job_verify(${job}::uuid, ${gtins}::text[], ${serials}::text[], ${entry}, ${timestamp(at)}::timestamptz)`,
      ),
    );
  },
  async registered(pairs) {
    const places = await tx.ask<readonly number[]>(
      sql`job_registered(${job}::uuid, ${pairs.map(({ gtin }) => gtin)}::text[], ${pairs.map(({ serial }) => serial)}::text[])`,
    );
    return new Set(places.map((place) => place - 1));
  },
});
