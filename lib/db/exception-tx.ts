import type { ExceptionTx } from "@/lib/operations/exception-ports";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import type { Ask, Run } from "./ledger-tx";

const { sql } = Prisma;

/** Differences in deliveries: one guarded function each (prisma/functions/exceptions.sql). */
export const exceptionTx = (ask: Ask, run: Run): ExceptionTx => ({
  raiseException: (e) =>
    run(
      sql`ledger_raise_exception(${e.id}::uuid, ${e.shipmentId}::uuid, ${e.kind}, ${e.link}, ${e.quantity}::int, ${e.note}, ${e.personId}::uuid, ${timestamp(e.at)}::timestamptz)`,
    ),
  lockException: (id) => ask(sql`ledger_lock_exception(${id}::uuid)`),
  sayOfException: (n) =>
    run(
      sql`ledger_say_of_exception(${n.exceptionId}::uuid, ${n.side}, ${n.said}, ${n.outcome}, ${n.text}, ${n.personId}::uuid, ${timestamp(n.at)}::timestamptz)`,
    ),
  expectApart: (id, lines) =>
    run(
      sql`ledger_expect_apart(${id}::uuid, ${lines.map(({ epcId }) => epcId)}::bigint[], ${lines.map(({ packCount }) => packCount)}::int[])`,
    ),
});
