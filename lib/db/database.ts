import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client";

export type Prisma = PrismaClient;
/** The client inside one interactive transaction. */
export type PrismaTx = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

export type Database = { readonly prisma: PrismaClient; readonly pool: pg.Pool; close(): Promise<void> };

/**
 * One pool a process, shared by Prisma. `url` decides the rights: the web login becomes packproof_app, the worker's
 * packproof_jobs (ALTER ROLE … SET role), whatever the code above tries.
 */
export function openDatabase(url: string, options: { readonly max?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    // A server that neither answers nor refuses must not hold a request, or the worker, for the minutes TCP would.
    connectionTimeoutMillis: 20_000,
    keepAlive: true,
    // A lock that never comes doesn't hold a request for ever.
    statement_timeout: 60_000,
    // A transaction's changes are sent one behind the other (transaction.ts).
    pipeline: true,
  });
  // An idle connection that Postgres closes is replaced at its next use; without a listener it ends the process.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
