import type { DeliveryException } from "@/lib/operations/exception-ports";
import type { RecallBoard, RecallLine } from "@/lib/operations/market-ports";
import type { Delivery, Ledger } from "@/lib/operations/ports";
import type { ReplacingPack, Trace, TreeNode } from "@/lib/operations/reading-ports";
import type { Unit } from "@/lib/operations/unit";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { ledgerTx } from "./ledger-tx";
import { askScoped } from "./statement";
import { transact } from "./transaction";
import { packVerifier } from "./verify-packs";

const { sql } = Prisma;

/** The ledger on Postgres. */
export function postgresLedger(db: Database): Ledger {
  const verify = packVerifier(db);
  return {
    transact: (scope, body) => transact(db, scope, (tx) => body(ledgerTx(tx, scope))),
    verify: (scope, query) => verify({ scope, query }),
    find: (scope, links) => askScoped<readonly Unit[]>(db, scope, sql`find_units(${[...links]}::text[])`),
    tree: (scope, links) => askScoped<readonly TreeNode[]>(db, scope, sql`tree_of(${[...links]}::text[])`),
    trace: (scope, link) => askScoped<Trace | null>(db, scope, sql`trace_pack(${link})`),
    delivery: (scope, id) => askScoped<Delivery | null>(db, scope, sql`delivery(${id}::uuid)`),
    deliveryExceptions: (scope, id) =>
      askScoped<readonly DeliveryException[]>(db, scope, sql`delivery_exceptions(${id}::uuid)`),
    replacing: (scope, batchId) =>
      askScoped<readonly ReplacingPack[] | null>(db, scope, sql`replacing_packs(${batchId}::uuid)`),
    recalls: (scope, limit) => askScoped<readonly RecallLine[]>(db, scope, sql`my_recalls(${limit}::int)`),
    recallBoard: (scope, id) => askScoped<RecallBoard | null>(db, scope, sql`recall_board(${id}::uuid)`),
    audit: (scope, entry) => transact(db, scope, (tx) => ledgerTx(tx, scope).audit(entry)),
  };
}
