import { equalBytes } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { LogHead, ReadTile } from "@/lib/core/log/tiles";
import type { LogStore, PublishedHead } from "@/lib/operations/log-ports";
import type { Database, PrismaTx } from "./database";
import { bytesOf } from "./json";

type Client = Pick<PrismaTx, "$queryRaw" | "$executeRaw" | "logState" | "logTile" | "checkpoint">;

/** The log on Postgres, for the worker (writes) and the web tier (reads). */
export function postgresLogStore(
  db: Database,
  { logId, origin }: { logId: Uint8Array; origin: string },
): LogStore {
  const id = bytesOf(logId);
  const { prisma } = db;
  const readTile = tileReader(prisma, id);
  return {
    async open({ root }, keys) {
      await prisma.$executeRaw`insert into log_state (log_id, origin, size, root, checkpoint_key, head_key, updated_at)
        values (${id}, ${origin}, 0, ${bytesOf(root)}, ${keys.checkpoint}, ${keys.head}, now()) on conflict do nothing`;
      const rows = await prisma.logState.findMany();
      const other = rows.find((row) => !equalBytes(row.logId, id));
      if (other) {
        throw new Error(
          `This database keeps the log "${other.origin}", not "${origin}". The origin is fixed at the first start: set LOG_ORIGIN back.`,
        );
      }
      const own = rows.find((row) => equalBytes(row.logId, id));
      if (own?.checkpointKey !== keys.checkpoint || own.headKey !== keys.head) {
        throw new Error(
          `The log "${origin}" was signed with other keys than CHECKPOINT_KEY and HEAD_KEY: restore them from a backup.`,
        );
      }
    },
    head: () => headOf(prisma, id),
    readTile,
    sequence: (limit, grow) =>
      prisma.$transaction(
        async (tx) => {
          // The row lock is the mutual exclusion: an advisory lock alone would let a stale leader fork the log.
          await tx.$queryRaw`select 1 from log_state where log_id = ${id} for update`;
          const waiting = await tx.$queryRaw<
            { seq: bigint; kind: number; event_id: string | null; entry: Uint8Array }[]
          >`select seq, kind, event_id::text, entry from outbox order by seq limit ${limit}`;
          if (waiting.length === 0) return 0;
          const head = await headOf(tx, id);
          const entries = waiting.map(({ seq, kind, event_id, entry }) => ({
            seq: String(seq),
            kind,
            eventId: event_id,
            entry: new Uint8Array(entry),
          }));
          const grown = await grow(head, entries, tileReader(tx, id));
          await tx.$executeRaw`insert into log_leaf (log_id, index, event_id, kind, entry, logged_at)
            select ${id}, ${String(head.size)}::bigint + o.ord - 1, o.event_id::uuid, o.kind, decode(o.entry, 'hex'), now()
            from unnest(${entries.map((e) => e.eventId)}::text[], ${entries.map((e) => e.kind)}::int[],
                        ${entries.map((e) => toHex(e.entry))}::text[]) with ordinality as o(event_id, kind, entry, ord)`;
          await tx.$executeRaw`insert into log_tile (log_id, level, index, hashes)
            select ${id}, t.level, t.index, decode(t.hashes, 'hex')
            from unnest(${grown.tiles.map((t) => t.level)}::int[], ${grown.tiles.map((t) => String(t.index))}::bigint[],
                        ${grown.tiles.map((t) => toHex(t.hashes))}::text[]) as t(level, index, hashes)
            on conflict (log_id, level, index) do update set hashes = excluded.hashes`;
          await tx.$executeRaw`update log_state set size = ${String(grown.size)}::bigint, root = ${bytesOf(grown.root)}, updated_at = now()
            where log_id = ${id}`;
          await tx.$executeRaw`delete from outbox where seq = any(${entries.map((e) => e.seq)}::bigint[])`;
          return waiting.length;
        },
        { timeout: 60_000, maxWait: 20_000 },
      ),
    async latestCheckpoint() {
      const row = await prisma.checkpoint.findFirst({ where: { logId: id }, orderBy: { size: "desc" } });
      return row && published(row);
    },
    async checkpointAt(size) {
      const row = await prisma.checkpoint.findUnique({ where: { logId_size: { logId: id, size } } });
      return row && published(row);
    },
    async saveCheckpoint({ size, root, note, headSignature }, at) {
      // Two workers sign the same bytes: the second insert has nothing to add.
      await prisma.checkpoint.createMany({
        data: [
          {
            logId: id,
            size,
            root: bytesOf(root),
            note,
            headSignature: bytesOf(headSignature),
            createdAt: new Date(at),
          },
        ],
        skipDuplicates: true,
      });
    },
  };
}

type CheckpointRow = { size: bigint; root: Uint8Array; note: string; headSignature: Uint8Array };
const published = ({ size, root, note, headSignature }: CheckpointRow): PublishedHead => ({
  size,
  root: new Uint8Array(root),
  note,
  headSignature: new Uint8Array(headSignature),
});

async function headOf(client: Pick<Client, "logState">, id: Uint8Array<ArrayBuffer>): Promise<LogHead> {
  const row = await client.logState.findUniqueOrThrow({
    where: { logId: id },
    select: { size: true, root: true },
  });
  return { size: row.size, root: new Uint8Array(row.root) };
}

const tileReader =
  (client: Pick<Client, "logTile">, id: Uint8Array<ArrayBuffer>): ReadTile =>
  async ({ level, index }) => {
    const row = await client.logTile.findUnique({
      where: { logId_level_index: { logId: id, level, index } },
      select: { hashes: true },
    });
    if (!row) throw new Error(`The log has no tile ${level}/${index}`);
    return new Uint8Array(row.hashes);
  };
