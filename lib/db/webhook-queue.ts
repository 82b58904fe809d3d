import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { StoredEvent } from "@/lib/operations/event-archive-ports";
import type { Claimed, WebhookQueue } from "@/lib/operations/webhook-ports";
import type { Database } from "./database";
import { Prisma } from "./generated/client";
import { timestamp } from "./json";
import { ask } from "./statement";
import { transact } from "./transaction";

const { sql } = Prisma;

/** A worker that is not heard of for so long is taken for dead; longer than a receiver may take to answer. */
const LEASE = "60 seconds";

type Row = Omit<Claimed, "cursor" | "size"> & {
  readonly cursor: string;
  readonly size: string;
  readonly query: JsonObject;
};

/** The worker's side of webhooks: through guarded functions only (prisma/functions/webhooks.sql). */
export const postgresWebhookQueue = (db: Database): WebhookQueue => ({
  async claim(now) {
    const row = await ask<Row | null>(
      db,
      sql`webhook_claim(${timestamp(now)}::timestamptz, ${LEASE}::interval)`,
    );
    return row && { ...row, cursor: BigInt(row.cursor), size: BigInt(row.size) };
  },
  look: (id, from, to) =>
    transact(db, null, async (tx) => {
      const rows = await tx.rows<StoredEvent & { index: string }>(
        sql`select * from webhook_look(${id}::uuid, ${String(from)}::bigint, ${String(to)}::bigint)`,
      );
      return rows.map((row) => ({ ...row, index: BigInt(row.index) }));
    }),
  async settle(id, { from, cursor, delivery, dueAt, now }) {
    await ask(
      db,
      sql`webhook_settle(${id}::uuid, ${String(from)}::bigint, ${String(cursor)}::bigint, ${delivery?.id ?? null}::uuid,
            ${[...(delivery?.eventIds ?? [])]}::uuid[], ${timestamp(dueAt)}::timestamptz, ${timestamp(now)}::timestamptz)`,
    );
  },
  events: (deliveryId) =>
    transact(db, null, (tx) => tx.rows<StoredEvent>(sql`select * from webhook_events(${deliveryId}::uuid)`)),
  async tried(deliveryId, outcome, dueAt, now) {
    await ask(
      db,
      sql`webhook_tried(${deliveryId}::uuid, ${outcome.kind}, ${"because" in outcome ? outcome.because : null},
            ${timestamp(dueAt)}::timestamptz, ${timestamp(now)}::timestamptz)`,
    );
  },
});
