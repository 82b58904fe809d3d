import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { u32 } from "@/lib/core/bytes/bytes";
import { emptyRoot, leafHash, MAX_SIZE } from "@/lib/core/merkle/hash";
import { consistencyPath, inclusionPath, levelsOf, pathOfLevels, rootOf } from "@/lib/core/merkle/tree";
import { nodePrimitives } from "@/lib/primitives/node";
import {
  appendToTiles,
  consistencyPathFromTiles,
  entriesPath,
  inclusionPathFromTiles,
  type LogHead,
  parseTilePath,
  type ReadTile,
  rootFromTiles,
  tilePath,
  tileWidth,
} from "./tiles";

const { sha256 } = nodePrimitives;
const COUNT = 66_100;
const leaves = Array.from({ length: COUNT }, (_, i) => leafHash(u32(i), sha256));

/** A log kept as tile files, as a deployment keeps them: each version under its own path, nothing overwritten. */
function memoryLog() {
  const files = new Map<string, Uint8Array>();
  let head: LogHead = { size: 0n, root: emptyRoot(sha256) };
  const read: ReadTile = async ({ level, index, width }) => {
    const bytes = files.get(tilePath(level, index, width));
    if (!bytes) throw new Error(`no ${tilePath(level, index, width)}`);
    return bytes;
  };
  const append = async (count: number) => {
    const from = Number(head.size);
    const { tiles, ...next } = await appendToTiles(head, leaves.slice(from, from + count), read, sha256);
    for (const tile of tiles) {
      expect(files.has(tilePath(tile.level, tile.index, tile.width))).toBe(false);
      files.set(tilePath(tile.level, tile.index, tile.width), tile.hashes);
    }
    head = next;
    return head;
  };
  return { files, read, append, head: () => head };
}

describe("tiles", () => {
  it("names tiles as C2SP tlog-tiles does, and reads only that spelling back", () => {
    expect(tilePath(0, 1_234_067n, 256)).toBe("tile/0/x001/x234/067");
    expect(tilePath(1, 0n, 17)).toBe("tile/1/000.p/17");
    expect(entriesPath(273n, 112)).toBe("tile/entries/273.p/112");
    for (const bad of [
      "0/0",
      "0/x001/67",
      "00/000",
      "64/000",
      "0/000.p/0",
      "0/000.p/256",
      "0/000.p/07",
      "0/x000/001",
      "0/../000",
      "0/001/002",
      "-1/000",
      "0/000.p/1/",
      "entries",
      "0/000?x",
    ]) {
      expect(parseTilePath(bad), bad).toBeNull();
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 63 }),
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          const parsed = parseTilePath(tilePath(level, index, width).slice("tile/".length));
          expect(parsed).toEqual({ level, index, width, entries: false });
        },
      ),
    );
  });

  it("gives the widths of the specification's own example of 70,000 leaves", () => {
    const size = 70_000n;
    expect([0n, 272n, 273n, 274n].map((n) => tileWidth(0, n, size))).toEqual([256, 256, 112, 0]);
    expect([0n, 1n, 2n].map((n) => tileWidth(1, n, size))).toEqual([256, 17, 0]);
    expect([tileWidth(2, 0n, size), tileWidth(2, 1n, size), tileWidth(3, 0n, size)]).toEqual([1, 0, 0]);
    expect([tileWidth(0, 0n, 256n), tileWidth(1, 0n, 256n)]).toEqual([256, 1]);
  });

  it("gives the root of the whole tree however the leaves were batched", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 8 }), async (batches) => {
        const log = memoryLog();
        for (const count of batches) {
          const { size, root } = await log.append(count);
          const whole = rootOf(leaves.slice(0, Number(size)), sha256);
          expect(root).toEqual(whole);
          expect(await rootFromTiles(size, log.read, sha256)).toEqual(whole);
        }
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  it("gives the same proofs from a few tiles as from all leaves, across three tile levels", async () => {
    const log = memoryLog();
    for (const count of [1, 254, 1, 1, 65_000, 279, 600]) await log.append(count);
    const { size } = log.head();
    const tree = leaves.slice(0, Number(size));
    expect(log.head().root).toEqual(rootOf(tree, sha256));
    expect(await rootFromTiles(size, log.read, sha256)).toEqual(log.head().root);
    const levels = levelsOf(tree, sha256);
    let reads = 0;
    const counted: ReadTile = (tile) => {
      reads++;
      return log.read(tile);
    };
    for (const index of [0, 255, 256, 65_535, 65_536, Number(size) - 1]) {
      reads = 0;
      const path = await inclusionPathFromTiles(BigInt(index), size, counted, sha256);
      expect(reads).toBeLessThanOrEqual(6);
      expect(path).toEqual(pathOfLevels(levels, index));
    }
    for (const old of [255, 257, 65_537, Number(size)]) {
      const path = await consistencyPathFromTiles(BigInt(old), size, log.read, sha256);
      expect(path).toEqual(consistencyPath(tree, old, sha256));
    }
  }, 60_000);

  it("proves against an older head with the tiles of a newer one", async () => {
    const log = memoryLog();
    await log.append(300);
    const wider: ReadTile = async (tile) => {
      for (let width = 256; width >= tile.width; width--) {
        const bytes = log.files.get(tilePath(tile.level, tile.index, width));
        if (bytes) return bytes;
      }
      throw new Error("no tile");
    };
    expect(await inclusionPathFromTiles(7n, 200n, wider, sha256)).toEqual(
      inclusionPath(leaves.slice(0, 200), 7, sha256),
    );
  });

  it("refuses to append to a log whose tiles were changed, and to a full log", async () => {
    const log = memoryLog();
    await log.append(300);
    const edge = log.files.get(tilePath(0, 1n, 44));
    if (edge) edge[5] = (edge[5] ?? 0) ^ 1;
    await expect(log.append(1)).rejects.toThrow("refusing to append");
    const full = { size: MAX_SIZE, root: emptyRoot(sha256) };
    await expect(appendToTiles(full, leaves.slice(0, 1), log.read, sha256)).rejects.toThrow("2^63");
  });

  it("throws rather than proving from a tile that is too short", async () => {
    await expect(inclusionPathFromTiles(0n, 2n, async () => new Uint8Array(32), sha256)).rejects.toThrow(
      "64",
    );
  });
});
