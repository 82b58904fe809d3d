import type { JobTx } from "@/lib/operations/job-ports";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import type { Statements } from "./transaction";
import { answersOf, type Looked } from "./verify-packs";

const { sql } = Prisma;

/** The looks of one chunk of a verification, inside its transaction. */
export const jobLooks = (tx: Statements, job: string): Pick<JobTx, "verify" | "registered"> => ({
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
