import type { QuantityTx } from "@/lib/operations/quantity-ports";
import { Prisma } from "./generated/client";
import type { Statements } from "./transaction";

const { sql } = Prisma;

/** Packs without serials (prisma/functions/quantities.sql). */
export const quantityTx = (tx: Statements): QuantityTx => ({
  lockLots: (siteId, named, markets) =>
    tx.ask(
      sql`ledger_lock_lots(${siteId}::uuid, ${named.map(({ gtin }) => gtin)}::text[], ${named.map(({ batch }) => batch)}::text[], ${named.map(({ book }) => book ?? "STOCK")}::text[], ${markets ? [...markets] : null}::text[])`,
    ),
  async moveQuantities({ eventId, siteId, of }) {
    tx.send(
      sql`select ledger_move_quantities(${eventId}::uuid, ${siteId}::uuid, ${of.map(({ batchId }) => batchId)}::uuid[], ${of.map(({ book }) => book)}::text[], ${of.map(({ delta }) => delta)}::int[])`,
    );
  },
  async shipQuantities({ shipmentId, eventId, of }) {
    tx.send(
      sql`select ledger_ship_quantities(${shipmentId}::uuid, ${eventId}::uuid, ${of.map(({ batchId }) => batchId)}::uuid[], ${of.map(({ book }) => book)}::text[], ${of.map(({ quantity }) => quantity)}::int[])`,
    );
  },
  async receiveQuantities({ shipmentId, eventId, siteId, of }) {
    tx.send(
      sql`select ledger_receive_quantities(${shipmentId}::uuid, ${eventId}::uuid, ${siteId}::uuid, ${of.map(({ batchId }) => batchId)}::uuid[], ${of.map(({ received }) => received)}::int[], ${of.map(({ missing }) => missing)}::int[])`,
    );
  },
  async returnQuantities(shipmentId, eventId) {
    tx.send(sql`select ledger_return_quantities(${shipmentId}::uuid, ${eventId}::uuid)`);
  },
  async takeBackQuantity(exceptionId, batchId, eventId) {
    tx.send(sql`select ledger_take_back_quantity(${exceptionId}::uuid, ${batchId}::uuid, ${eventId}::uuid)`);
  },
  deliveriesOfLots: (named) =>
    tx.ask(
      sql`deliveries_of_lots(${named.map(({ gtin }) => gtin)}::text[], ${named.map(({ batch }) => batch)}::text[])`,
    ),
  shippedQuantities: (shipmentId) => tx.ask(sql`shipped_quantities(${shipmentId}::uuid)`),
  quantities: (siteId) => tx.ask(sql`quantities_at(${siteId}::uuid)`),
});
