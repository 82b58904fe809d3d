import type { CaptureTx, UnderWay } from "@/lib/operations/capture-ports";
import { documentOf } from "@/lib/operations/given-event";
import type { LedgerTx } from "@/lib/operations/ports";
import { mintScope, type TenantScope } from "@/lib/operations/scope";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import type { Statements } from "./transaction";

const { sql } = Prisma;

/** What captures ask of the ledger besides (prisma/functions/captures.sql). `as`: the same transaction's ledger for somebody else. */
export function captureTx(
  tx: Statements,
  scope: TenantScope,
  as: (scope: TenantScope) => LedgerTx,
): CaptureTx {
  const { ask } = tx;
  return {
    async attempt(work) {
      tx.send(sql`savepoint attempt`);
      const result = await work();
      if (!result.ok) tx.send(sql`rollback to savepoint attempt`);
      // Also then, or the savepoint of an attempt around this one would be hidden by it.
      tx.send(sql`release savepoint attempt`);
      return result;
    },
    knownEvents: (names, hashes) => ask(sql`captured_before(${[...names]}::text[], ${[...hashes]}::text[])`),
    async keepCapture({ id, given, effect, refusal, waitsFor, waitsUntil, at }) {
      tx.send(sql`insert into capture (id, org_id, name, event_hash, document, effect, refusal, waits_for, waits_until, scope, at)
        values (${id}::uuid, ${scope.orgId}::uuid, ${given.name}, ${given.hash}, ${documentOf(given)}, ${effect}, ${JSON.stringify(refusal)}::jsonb,
                ${[...waitsFor]}::text[], ${waitsUntil === null ? null : timestamp(waitsUntil)}::timestamptz, ${JSON.stringify(scope)}::jsonb,
                ${timestamp(at)}::timestamptz)`);
    },
    batchOf: (productId, number) => ask(sql`batch_of_number(${productId}::uuid, ${number})`),
    madeAfter: (links, at) => ask(sql`made_after(${[...links]}::text[], ${timestamp(at)}::timestamptz)`),
    underWay: (links) => ask<readonly UnderWay[]>(sql`units_under_way(${[...links]}::text[])`),
    freeAdvice: (wanted) => ask<string>(sql`free_advice(${wanted})`),
    namesOf: (ids) => ask<readonly string[]>(sql`event_names(${[...ids]}::uuid[])`),
    async takeWaiting(links, receiver, now) {
      const taken = await ask<
        readonly { id: string; document: string; scope: Parameters<typeof mintScope>[0] }[]
      >(sql`capture_take(${[...links]}::text[], ${receiver}::uuid, ${timestamp(now)}::timestamptz)`);
      // Let in by a gate when it was sent, and kept as it was then.
      return taken.map(({ id, document, scope: by }) => ({ id, document, scope: mintScope(by) }));
    },
    async settleWaiting(id, { eventId, refusal }, at) {
      tx.send(
        sql`select capture_settle(${id}::uuid, ${eventId}::uuid, ${refusal === null ? null : JSON.stringify(refusal)}::jsonb, ${timestamp(at)}::timestamptz)`,
      );
    },
    async inNameOf({ id, scope: by }, work) {
      tx.send(settings(by, id));
      const value = await work(as(by));
      tx.send(settings(scope, ""));
      return value;
    },
    isLatest: (id) => ask<boolean>(sql`event_is_latest(${id}::uuid)`),
  };
}

/** As lib/db/transaction sets them at its beginning; for the worker the capture says for whom (capture_org). */
const settings = ({ orgId, country }: TenantScope, capture: string): Prisma.Sql =>
  sql`select set_config('app.org_id', ${orgId}, true), set_config('app.market', ${country}, true), set_config('app.capture', ${capture}, true)`;
