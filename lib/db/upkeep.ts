import { JOBS_KEPT, REQUESTS_KEPT, type Removed, type Upkeep } from "@/lib/operations/upkeep";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import { ask } from "./statement";

const { sql } = Prisma;

/** Rows of one kind at a time: no statement holds many locks, and none runs long. */
const ROWS = 1_000;

/** The worker's upkeep: through guarded functions only (prisma/functions: upkeep, captures). */
export const postgresUpkeep = (db: Database): Upkeep => ({
  expireCaptures: (at) => ask<number>(db, sql`capture_expire(${timestamp(at)}::timestamptz)`),
  removeOver: (at) =>
    ask<Removed>(
      db,
      sql`remove_over(${timestamp(at)}::timestamptz, ${timestamp(at - REQUESTS_KEPT)}::timestamptz, ${timestamp(at - JOBS_KEPT)}::timestamptz, ${ROWS}::int)`,
    ),
});
