import type { Budgets, Granted } from "@/lib/operations/budget-ports";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { askJson, bytesOf, timestamp } from "./json";

/** Shared limits on Postgres: one guarded function, one row a bucket, in a table that is not logged. */
export const postgresBudgets = ({ prisma }: Database): Budgets => ({
  take: (key, { burst, perSecond }, want, now) =>
    askJson<Granted>(
      prisma,
      Prisma.sql`rate_take(${bytesOf(key)}, ${burst}::float8, ${perSecond}::float8, ${want}::int, ${timestamp(now)}::timestamptz)`,
    ),
});
