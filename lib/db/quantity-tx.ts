import type { QuantityTx } from "@/lib/operations/quantity-ports";
import { Prisma } from "./generated/client";
import type { Statements } from "./transaction";

const { sql } = Prisma;

/** Packs without serials (migration 14). */
export const quantityTx = (tx: Statements): QuantityTx => ({
  lockLots: (siteId, named) =>
    tx.ask(
      sql`ledger_lock_lots(${siteId}::uuid, ${named.map(({ gtin }) => gtin)}::text[], ${named.map(({ batch }) => batch)}::text[])`,
    ),
  async moveQuantities({ eventId, siteId, of }) {
    tx.send(
      sql`select ledger_move_quantities(${eventId}::uuid, ${siteId}::uuid, ${of.map(({ batchId }) => batchId)}::uuid[], ${of.map(({ delta }) => delta)}::int[])`,
    );
  },
  quantities: (siteId) => tx.ask(sql`quantities_at(${siteId}::uuid)`),
});
