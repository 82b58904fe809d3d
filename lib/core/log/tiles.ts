import { concat, equalBytes } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";
import { emptyRoot, HASH_BYTES, MAX_SIZE } from "@/lib/core/merkle/hash";
import {
  consistencyRanges,
  hashOf,
  inclusionRanges,
  type LeafRange,
  type NodeId,
  nodesOf,
} from "@/lib/core/merkle/nodes";
import { rootOf } from "@/lib/core/merkle/tree";

/** Hashes in a full tile, and the tree levels one tile spans (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** A tile: the `width` (1–256) consecutive hashes from `index · 256` at tree level `8 · level`. */
export type TileId = { readonly level: number; readonly index: bigint; readonly width: number };

export type Tile = TileId & { /** width × 32 bytes. */ readonly hashes: Uint8Array };

/**
 * Gives a tile's bytes: at least width × 32 (a fuller version of the same tile may be given, as tiles only grow).
 * Throws when it has none: a tile that a checkpoint requires and nobody has is a broken log, not an answer.
 */
export type ReadTile = (tile: TileId) => Promise<Uint8Array>;

export type LogHead = { readonly size: bigint; readonly root: Uint8Array };

/** `tile/<level>/<index in groups of three, x before all but the last>[.p/<width>]`, relative to the log's prefix. */
export function tilePath(level: number, index: bigint, width: number): string {
  return `tile/${level}/${indexPath(index, width)}`;
}

/** Path of the entry bundle beside a level 0 tile. */
export const entriesPath = (index: bigint, width: number): string =>
  `tile/entries/${indexPath(index, width)}`;

function indexPath(index: bigint, width: number): string {
  const groups: string[] = [];
  let rest = index;
  do {
    groups.unshift(String(rest % 1000n).padStart(3, "0"));
    rest /= 1000n;
  } while (rest > 0n);
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** Coordinates from the part of a path after `tile/`; null for any spelling that tilePath would not write. */
export function parseTilePath(path: string): (TileId & { readonly entries: boolean }) | null {
  const match = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,6}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  const [, kind, digits, partial] = match ?? [];
  if (kind === undefined || digits === undefined) return null;
  const entries = kind === "entries";
  const level = entries ? 0 : Number(kind);
  const index = BigInt(digits.replaceAll(/[x/]/g, ""));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const spelling = entries ? entriesPath(index, width) : tilePath(level, index, width);
  return level < 64 && spelling === `tile/${path}` ? { level, index, width, entries } : null;
}

/** How many hashes tile (level, index) has in a log of `size` leaves: 0 when it does not exist yet. */
export function tileWidth(level: number, index: bigint, size: bigint): number {
  const hashes = (size >> BigInt(TILE_HEIGHT * level)) - index * BigInt(TILE_WIDTH);
  return hashes <= 0n ? 0 : hashes > TILE_WIDTH ? TILE_WIDTH : Number(hashes);
}

/** The tile at the right edge of each level that is partial in a log of `size`, from level 0 up. */
function edgeTiles(size: bigint): TileId[] {
  const tiles: TileId[] = [];
  for (let level = 0; size >> BigInt(TILE_HEIGHT * level) > 0n; level++) {
    const index = (size >> BigInt(TILE_HEIGHT * level)) / BigInt(TILE_WIDTH);
    const width = tileWidth(level, index, size);
    if (width > 0) tiles.push({ level, index, width });
  }
  return tiles;
}

const hashesOf = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );

async function readExactly(tile: TileId, readTile: ReadTile): Promise<Uint8Array> {
  const bytes = await readTile(tile);
  const needed = tile.width * HASH_BYTES;
  if (bytes.length < needed) {
    throw new Error(
      `Tile ${tilePath(tile.level, tile.index, tile.width)} holds ${bytes.length} of ${needed} bytes`,
    );
  }
  return bytes.subarray(0, needed);
}

/** Where a tree node lives: its tile in a log of `size`, and which of the tile's hashes it spans. */
function placeOf({ level, index }: NodeId, size: bigint): { tile: TileId; from: number; count: number } {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const height = BigInt(level % TILE_HEIGHT);
  const first = index << height;
  const tileIndex = first / BigInt(TILE_WIDTH);
  const tile = { level: tileLevel, index: tileIndex, width: tileWidth(tileLevel, tileIndex, size) };
  return { tile, from: Number(first % BigInt(TILE_WIDTH)), count: 1 << Number(height) };
}

/** Hashes of these ranges of a log of `size`, reading each tile once. */
async function hashRanges(
  ranges: readonly LeafRange[],
  size: bigint,
  readTile: ReadTile,
  sha256: Sha256,
): Promise<Uint8Array[]> {
  const wanted = new Map<string, TileId>();
  for (const node of ranges.flatMap(nodesOf)) {
    const { tile } = placeOf(node, size);
    wanted.set(tilePath(tile.level, tile.index, tile.width), tile);
  }
  const tiles = new Map(
    await Promise.all(
      [...wanted].map(async ([path, tile]) => [path, hashesOf(await readExactly(tile, readTile))] as const),
    ),
  );
  const node = (id: NodeId): Uint8Array => {
    const { tile, from, count } = placeOf(id, size);
    const hashes = tiles.get(tilePath(tile.level, tile.index, tile.width)) ?? [];
    return rootOf(hashes.slice(from, from + count), sha256);
  };
  return ranges.map((range) => hashOf(range, node, sha256));
}

/** Root of the log's first `size` leaves (any size up to the tiles' own). */
export async function rootFromTiles(size: bigint, readTile: ReadTile, sha256: Sha256): Promise<Uint8Array> {
  const [root] = await hashRanges([{ start: 0n, end: size }], size, readTile, sha256);
  return root ?? emptyRoot(sha256);
}

/** Inclusion path of leaf `index` in the log of `size` leaves; needs index < size. Reads ~2 tiles a level. */
export const inclusionPathFromTiles = (
  index: bigint,
  size: bigint,
  readTile: ReadTile,
  sha256: Sha256,
): Promise<Uint8Array[]> => hashRanges(inclusionRanges(index, size), size, readTile, sha256);

/** Consistency path between two sizes of the log; needs 1 ≤ oldSize ≤ newSize. Empty for equal sizes. */
export const consistencyPathFromTiles = (
  oldSize: bigint,
  newSize: bigint,
  readTile: ReadTile,
  sha256: Sha256,
): Promise<Uint8Array[]> => hashRanges(consistencyRanges(oldSize, newSize), newSize, readTile, sha256);

/**
 * Appends leaf hashes to a log and gives the tiles to write (new, or wider than before) with the new head. Reads the
 * partial tile of each level only. Throws when the stored tiles do not give the stored root: appending to a damaged
 * log would sign a fork.
 */
export async function appendToTiles(
  head: LogHead,
  newLeafHashes: readonly Uint8Array[],
  readTile: ReadTile,
  sha256: Sha256,
): Promise<LogHead & { readonly tiles: readonly Tile[] }> {
  const size = head.size + BigInt(newLeafHashes.length);
  if (size > MAX_SIZE) throw new RangeError("A log holds at most 2^63 leaves");
  const known = new Map<number, Tile>();
  for (const tile of edgeTiles(head.size)) {
    known.set(tile.level, { ...tile, hashes: await readExactly(tile, readTile) });
  }
  if (!equalBytes(rootOfEdge(known, head.size, sha256), head.root)) {
    throw new Error(`The tiles of size ${head.size} do not give the log's root: refusing to append`);
  }

  const tiles: Tile[] = [];
  let added = newLeafHashes;
  for (let level = 0; added.length > 0; level++) {
    const edge = known.get(level);
    let index = (head.size >> BigInt(TILE_HEIGHT * level)) / BigInt(TILE_WIDTH);
    const row = [...(edge ? hashesOf(edge.hashes) : []), ...added];
    const full: Uint8Array[] = [];
    known.delete(level);
    for (let from = 0; from < row.length; from += TILE_WIDTH) {
      const part = row.slice(from, from + TILE_WIDTH);
      const tile = { level, index, width: part.length, hashes: concat(...part) };
      tiles.push(tile);
      if (tile.width === TILE_WIDTH) full.push(rootOf(part, sha256));
      else known.set(level, tile);
      index += 1n;
    }
    added = full;
  }
  return { size, root: rootOfEdge(known, size, sha256), tiles };
}

/** Root from the partial tiles alone: everything left of them is already a hash in the level above. */
function rootOfEdge(edge: ReadonlyMap<number, Tile>, size: bigint, sha256: Sha256): Uint8Array {
  const node = (id: NodeId): Uint8Array => {
    const { tile, from, count } = placeOf(id, size);
    const hashes = hashesOf(edge.get(tile.level)?.hashes ?? new Uint8Array());
    if (from + count > hashes.length)
      throw new Error(`No edge tile for node ${id.index} at level ${id.level}`);
    return rootOf(hashes.slice(from, from + count), sha256);
  };
  return hashOf({ start: 0n, end: size }, node, sha256);
}
