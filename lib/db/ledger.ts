import type { RecallBoard, RecallLine } from "@/lib/operations/market-ports";
import type { Delivery, Ledger, ReplacingPack, Trace, TreeNode, VerifyAnswer } from "@/lib/operations/ports";
import type { Unit } from "@/lib/operations/unit";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { askJson, timestamp } from "./json";
import { ledgerTx } from "./ledger-tx";
import { withScope } from "./scoped";

const { sql } = Prisma;

/** The ledger on Postgres. */
export function postgresLedger(db: Database): Ledger {
  return {
    transact: (scope, body) => withScope(db, scope, (tx) => body(ledgerTx(tx, scope))),
    // No transaction around it: the function is one statement, guards itself and inserts the look.
    verify: (scope, q) =>
      askJson<VerifyAnswer>(
        db.prisma,
        sql`verify_pack(${scope.orgId}::uuid, ${scope.siteId}::uuid, ${scope.personId}::uuid, ${q.gtin}, ${q.serial}, ${[...q.near]}::text[], ${q.entry}, ${timestamp(q.at)}::timestamptz)`,
      ),
    find: (scope, links) =>
      withScope(db, scope, (tx) => askJson<readonly Unit[]>(tx, sql`find_units(${[...links]}::text[])`)),
    tree: (scope, links) =>
      withScope(db, scope, (tx) => askJson<readonly TreeNode[]>(tx, sql`tree_of(${[...links]}::text[])`)),
    trace: (scope, link) => withScope(db, scope, (tx) => askJson<Trace | null>(tx, sql`trace_pack(${link})`)),
    delivery: (scope, id) =>
      withScope(db, scope, (tx) => askJson<Delivery | null>(tx, sql`delivery(${id}::uuid)`)),
    replacing: (scope, batchId) =>
      withScope(db, scope, (tx) =>
        askJson<readonly ReplacingPack[] | null>(tx, sql`replacing_packs(${batchId}::uuid)`),
      ),
    recalls: (scope, limit) =>
      withScope(db, scope, (tx) => askJson<readonly RecallLine[]>(tx, sql`my_recalls(${limit}::int)`)),
    recallBoard: (scope, id) =>
      withScope(db, scope, (tx) => askJson<RecallBoard | null>(tx, sql`recall_board(${id}::uuid)`)),
    audit: (scope, entry) => withScope(db, scope, (tx) => ledgerTx(tx, scope).audit(entry)),
  };
}
