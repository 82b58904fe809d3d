import type { Sha256 } from "@/lib/core/hash";
import { emptyRoot, leafHash, nodeHash } from "./hash";
import { consistencyRanges, hashOf, type NodeId } from "./nodes";

/**
 * A whole tree in memory, level by level from the leaf hashes up; a last node without a sibling moves up unhashed,
 * which gives exactly the tree of RFC 6962. For trees that fit: the EPCs of one event, tests. The log itself lives
 * in tiles (lib/core/log/tiles.ts).
 */
export type TreeLevels = readonly (readonly Uint8Array[])[];

export function levelsOf(leafHashes: readonly Uint8Array[], sha256: Sha256): TreeLevels {
  const levels: (readonly Uint8Array[])[] = [leafHashes];
  for (let below = leafHashes; below.length > 1; ) {
    const level: Uint8Array[] = [];
    for (let i = 0; i < below.length; i += 2) {
      const [left, right] = [below[i], below[i + 1]];
      if (left) level.push(right ? nodeHash(left, right, sha256) : left);
    }
    levels.push(level);
    below = level;
  }
  return levels;
}

export const rootOfLevels = (levels: TreeLevels, sha256: Sha256): Uint8Array =>
  levels[levels.length - 1]?.[0] ?? emptyRoot(sha256);

/** Inclusion path of one leaf, leaf side first. Needs index < number of leaves. */
export function pathOfLevels(levels: TreeLevels, index: number): Uint8Array[] {
  const count = levels[0]?.length ?? 0;
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    throw new RangeError(`no leaf ${index} in ${count}`);
  }
  const path: Uint8Array[] = [];
  for (let level = 0, at = index; level < levels.length - 1; level++, at >>= 1) {
    const sibling = levels[level]?.[at ^ 1];
    if (sibling) path.push(sibling);
  }
  return path;
}

/** On which side each sibling of pathOfLevels stands, leaf side first: "l" or "r" a hash. */
export function sidesOfLevels(levels: TreeLevels, index: number): string {
  let sides = "";
  for (let level = 0, at = index; level < levels.length - 1; level++, at >>= 1) {
    if (levels[level]?.[at ^ 1]) sides += at % 2 === 1 ? "l" : "r";
  }
  return sides;
}

/** Root of the tree over these leaf hashes; SHA-256("") when there are none (RFC 9162 §2.1.1). */
export const rootOf = (leafHashes: readonly Uint8Array[], sha256: Sha256): Uint8Array =>
  rootOfLevels(levelsOf(leafHashes, sha256), sha256);

/** Root of the tree over these leaves' data. */
export const rootOfData = (leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array =>
  rootOf(
    leaves.map((data) => leafHash(data, sha256)),
    sha256,
  );

/** Inclusion path of leaf `index` in the tree over all these leaf hashes (RFC 9162 §2.1.3.1). */
export const inclusionPath = (
  leafHashes: readonly Uint8Array[],
  index: number,
  sha256: Sha256,
): Uint8Array[] => pathOfLevels(levelsOf(leafHashes, sha256), index);

/** Consistency path from the tree over the first `oldSize` leaf hashes to the tree over all (RFC 9162 §2.1.4.1). */
export function consistencyPath(
  leafHashes: readonly Uint8Array[],
  oldSize: number,
  sha256: Sha256,
): Uint8Array[] {
  const levels = levelsOf(leafHashes, sha256);
  const node = ({ level, index }: NodeId): Uint8Array => {
    const hash = levels[level]?.[Number(index)];
    if (!hash) throw new RangeError(`no node ${index} at level ${level}`);
    return hash;
  };
  const ranges = consistencyRanges(BigInt(oldSize), BigInt(leafHashes.length));
  return ranges.map((range) => hashOf(range, node, sha256));
}
