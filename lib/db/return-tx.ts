import type { LotDelivery } from "@/lib/core/custody/returned-lots";
import type { EpcId } from "@/lib/core/pack/ids";
import type { PackReturn, ReturnTx } from "@/lib/operations/return-ports";
import { Prisma } from "./generated/client";
import type { Statements } from "./transaction";

const { sql } = Prisma;

/** What customers sent back (prisma/functions/returns.sql). */
export const returnTx = (tx: Statements): ReturnTx => ({
  async returnsOf(ids) {
    const found = await tx.ask<Readonly<Record<EpcId, PackReturn>>>(
      sql`ledger_returns(${[...ids]}::bigint[])`,
    );
    return new Map(ids.flatMap((id) => (found[id] ? [[id, found[id]]] : [])));
  },
  lotDeliveries: (siteId, batchIds) =>
    tx.ask<readonly LotDelivery[]>(sql`ledger_lot_deliveries(${siteId}::uuid, ${[...batchIds]}::uuid[])`),
});
