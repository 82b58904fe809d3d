import { concat, equalBytes } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import { isSignedBy, parseCheckpoint } from "@/lib/core/log/checkpoint";
import { parseNoteKey } from "@/lib/core/log/note";
import { rootFromTiles, type TileId, tileWidth } from "@/lib/core/log/tiles";
import { leafHash } from "@/lib/core/merkle/hash";
import { rootOf } from "@/lib/core/merkle/tree";
import type { Fsck } from "./context";

type Log = {
  readonly log_id: Buffer;
  readonly origin: string;
  readonly size: string;
  readonly root: Buffer;
  readonly checkpoint_key: string;
  readonly head_key: string;
};

/** The log from its leaves up: leaves → tiles → head, every signed checkpoint and every anchor. */
export async function checkLog(fsck: Fsck): Promise<void> {
  for (const log of await fsck.rows<Log>("select * from log_state")) {
    await checkTiles(fsck, log);
    const { sha256 } = fsck.primitives;
    const root = await rootFromTiles(BigInt(log.size), tilesOf(fsck, log), sha256).catch(() => null);
    if (!root || !equalBytes(root, log.root)) {
      fsck.found("ROOT_WRONG", `log ${log.origin}`, `the root at ${log.size} is not that of its leaves`);
    }
    await checkCheckpoints(fsck, log);
    await checkAnchors(fsck, log);
  }
}

const TILES = 256n;
/** Leaves a page. */
const PAGE = 16_384n;

/** Leaves in order without a gap; level 0 from the leaves, each level above from the full tiles below it. */
async function checkTiles(fsck: Fsck, log: Log): Promise<void> {
  const { sha256 } = fsck.primitives;
  const size = BigInt(log.size);
  let row: Uint8Array[] = [];
  let above: Uint8Array[] = [];
  const tile = async (level: number, index: bigint, hashes: readonly Uint8Array[]): Promise<void> => {
    const kept = await readTile(fsck, log, { level, index });
    if (!kept || !equalBytes(kept, concat(...hashes))) {
      fsck.found(
        "TILE_WRONG",
        `tile ${level}/${index}`,
        `is not made of the ${level === 0 ? "leaves" : "tiles"} below it`,
      );
    }
  };
  for (let from = 0n; from < size; from += PAGE) {
    const leaves = await fsck.rows<{ index: string; entry: Buffer }>(
      "select index, entry from log_leaf where log_id = $1 and index >= $2 and index < $3 order by index",
      [log.log_id, from, from + PAGE < size ? from + PAGE : size],
    );
    let at = from;
    for (const { index, entry } of leaves) {
      if (BigInt(index) !== at) {
        fsck.found("LEAF_GAP", `log ${log.origin}`, `no leaf ${at}`);
        return;
      }
      row.push(leafHash(entry, sha256));
      at += 1n;
      if (at % TILES === 0n) {
        await tile(0, at / TILES - 1n, row);
        above.push(rootOf(row, sha256));
        row = [];
      }
    }
    const expected = from + PAGE < size ? from + PAGE : size;
    if (at !== expected) {
      fsck.found("LEAF_GAP", `log ${log.origin}`, `no leaf ${at}`);
      return;
    }
    fsck.progress(Number(at));
  }
  if (row.length > 0) await tile(0, size / TILES, row);
  const [beyond] = await fsck.rows<{ n: number }>(
    "select count(*)::int as n from log_leaf where log_id = $1 and index >= $2",
    [log.log_id, size],
  );
  if (beyond && beyond.n > 0) {
    fsck.found("LEAF_GAP", `log ${log.origin}`, `${beyond.n} leaves lie beyond its size ${size}`);
  }
  // A level has a 256th of the hashes of the one below: from here on they fit in memory.
  for (let level = 1; above.length > 0; level += 1) {
    const next: Uint8Array[] = [];
    for (let index = 0; index * 256 < above.length; index += 1) {
      const hashes = above.slice(index * 256, index * 256 + 256);
      await tile(level, BigInt(index), hashes);
      if (hashes.length === 256) next.push(rootOf(hashes, sha256));
    }
    above = next;
  }
}

async function readTile(fsck: Fsck, log: Log, { level, index }: Pick<TileId, "level" | "index">) {
  const [row] = await fsck.rows<{ hashes: Buffer }>(
    "select hashes from log_tile where log_id = $1 and level = $2 and index = $3",
    [log.log_id, level, index],
  );
  return row ? new Uint8Array(row.hashes) : null;
}

const tilesOf =
  (fsck: Fsck, log: Log) =>
  async (tile: TileId): Promise<Uint8Array> => {
    const bytes = await readTile(fsck, log, tile);
    if (!bytes) throw new Error(`No tile ${tile.level}/${tile.index}`);
    return bytes.subarray(0, tileWidth(tile.level, tile.index, BigInt(log.size)) * 32);
  };

/** Each published head is the root of the first leaves of this very log, so any two of them are consistent. */
async function checkCheckpoints(fsck: Fsck, log: Log): Promise<void> {
  const { sha256 } = fsck.primitives;
  const keys = [log.checkpoint_key, log.head_key].map((word) => parseNoteKey(word, sha256));
  let after = "-1";
  for (;;) {
    const page = await fsck.rows<{ size: string; root: Buffer; note: string; head_signature: Buffer }>(
      "select size, root, note, head_signature from checkpoint where log_id = $1 and size > $2 order by size limit 500",
      [log.log_id, after],
    );
    for (const { size, root, note } of page) {
      const subject = `checkpoint ${size}`;
      const signed = parseCheckpoint(note);
      const says = signed?.checkpoint;
      if (says?.origin !== log.origin || String(says.size) !== size || !equalBytes(says.root, root)) {
        fsck.found("CHECKPOINT_WRONG", subject, "its note says another head than its row");
      }
      for (const key of keys) {
        if (!signed || !key || !isSignedBy(signed, key, fsck.primitives)) {
          fsck.found("CHECKPOINT_UNSIGNED", subject, `the ${key?.type ?? "log's"} key did not sign it`);
        }
      }
      if (!(await isRootAt(fsck, log, size, root))) {
        fsck.found(
          "CHECKPOINT_WRONG",
          subject,
          `its root ${toHex(root)} is not that of the first ${size} leaves`,
        );
      }
    }
    const last = page.at(-1);
    if (!last) return;
    after = last.size;
  }
}

async function isRootAt(fsck: Fsck, log: Log, size: string, root: Uint8Array): Promise<boolean> {
  if (BigInt(size) > BigInt(log.size)) return false;
  // Tiles only grow, so those of today hold those of that day as their beginnings.
  const at = await rootFromTiles(
    BigInt(size),
    async (tile) => {
      const bytes = await readTile(fsck, log, tile);
      if (!bytes) throw new Error(`No tile ${tile.level}/${tile.index}`);
      return bytes;
    },
    fsck.primitives.sha256,
  ).catch(() => null);
  return at !== null && equalBytes(at, root);
}

async function checkAnchors(fsck: Fsck, log: Log): Promise<void> {
  const anchors = await fsck.rows<{ id: string; size: string; root: Buffer; published: Buffer | null }>(
    `select a.id, a.size, a.root, c.root as published from anchor a
     left join checkpoint c on c.log_id = a.log_id and c.size = a.size where a.log_id = $1`,
    [log.log_id],
  );
  for (const { id, size, root, published } of anchors) {
    if (BigInt(size) > BigInt(log.size)) {
      fsck.found("ANCHOR_WRONG", `anchor ${id}`, `is of size ${size}, the log has ${log.size} leaves`);
    } else if (!published || !equalBytes(root, published)) {
      fsck.found("ANCHOR_WRONG", `anchor ${id}`, `no head of size ${size} with its root was published`);
    }
  }
}
