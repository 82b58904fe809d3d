import type { Sha256 } from "@/lib/core/hash";
import { emptyRoot, MAX_SIZE, nodeHash } from "./hash";

/** A complete subtree: the leaves [index · 2^level, (index + 1) · 2^level). Level 0 is a leaf hash. */
export type NodeId = { readonly level: number; readonly index: bigint };

/** The leaves [start, end), which RFC 6962 hashes into one node: MTH(D[start:end]). */
export type LeafRange = { readonly start: bigint; readonly end: bigint };

/** The largest power of two below n (n > 1): where RFC 9162 §2.1.1 splits a tree of n leaves. */
function split(n: bigint): bigint {
  let k = 1n;
  while (k * 2n < n) k *= 2n;
  return k;
}

/**
 * Ranges whose hashes are the inclusion path of leaf `index` in the tree of `size` leaves, leaf side first
 * (RFC 9162 §2.1.3.1). Naming ranges rather than hashing lets a log of 10^9 leaves read only the few nodes it needs.
 */
export function inclusionRanges(index: bigint, size: bigint): LeafRange[] {
  if (size > MAX_SIZE || index < 0n || index >= size) throw new RangeError(`no leaf ${index} in ${size}`);
  const ranges: LeafRange[] = [];
  let start = 0n;
  let end = size;
  while (end - start > 1n) {
    const middle = start + split(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/**
 * Ranges whose hashes are the consistency path from `oldSize` to `newSize` (RFC 9162 §2.1.4.1). Needs
 * 1 ≤ oldSize ≤ newSize; equal sizes need no path (empty).
 */
export function consistencyRanges(oldSize: bigint, newSize: bigint): LeafRange[] {
  if (oldSize < 1n || oldSize > newSize || newSize > MAX_SIZE) {
    throw new RangeError(`no consistency path from ${oldSize} to ${newSize}`);
  }
  const ranges: LeafRange[] = [];
  let start = 0n;
  let end = newSize;
  while (oldSize !== end) {
    const middle = start + split(end - start);
    if (oldSize <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // The old tree's last subtree: when it is the whole old tree, its verifier knows the hash and needs no seed.
  if (start > 0n) ranges.push({ start, end });
  return ranges.reverse();
}

/** The complete subtrees a range consists of, left to right. `start` must be where RFC 6962 can split. */
export function nodesOf({ start, end }: LeafRange): NodeId[] {
  const nodes: NodeId[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    let width = 1n;
    while (at % (width * 2n) === 0n && at + width * 2n <= end) {
      width *= 2n;
      level++;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** Hash of a range from the hashes of its complete subtrees; SHA-256("") for the empty range. */
export function hashOf(range: LeafRange, node: (id: NodeId) => Uint8Array, sha256: Sha256): Uint8Array {
  const hashes = nodesOf(range).map(node);
  let hash = hashes.pop();
  if (hash === undefined) return emptyRoot(sha256);
  for (let left = hashes.pop(); left !== undefined; left = hashes.pop()) hash = nodeHash(left, hash, sha256);
  return hash;
}
