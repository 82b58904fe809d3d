import { equalBytes } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";
import { isHash, MAX_SIZE, nodeHash } from "./hash";

/** 63 levels below a root of at most 2^63 leaves; a consistency path carries one seed besides. */
export const MAX_INCLUSION_PATH = 63;
export const MAX_CONSISTENCY_PATH = 64;

/** Every hash 32 bytes and no longer than a tree can be deep: a proof is a stranger's input. */
const isPath = (path: readonly Uint8Array[], longest: number): boolean =>
  path.length <= longest && path.every(isHash);

/**
 * The root that a leaf and its path lead to (RFC 9162 §2.1.3.2), or null when the path cannot belong to a leaf
 * `index` of a tree of `size` (too short, too long, out of bounds, a hash that is not 32 bytes).
 */
export function rootFromPath(
  leaf: Uint8Array,
  index: bigint,
  size: bigint,
  path: readonly Uint8Array[],
  sha256: Sha256,
): Uint8Array | null {
  if (index < 0n || index >= size || size > MAX_SIZE) return null;
  if (!isHash(leaf) || !isPath(path, MAX_INCLUSION_PATH)) return null;
  let position = index;
  let last = size - 1n;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0n) return null;
    if (position % 2n === 1n || position === last) {
      hash = nodeHash(sibling, hash, sha256);
      while (position % 2n === 0n && position !== 0n) {
        position /= 2n;
        last /= 2n;
      }
    } else {
      hash = nodeHash(hash, sibling, sha256);
    }
    position /= 2n;
    last /= 2n;
  }
  return last === 0n ? hash : null;
}

/**
 * The root that a leaf leads to when each sibling's side is given ("l" or "r" a hash) instead of index and size. Proves
 * membership only, which is what a set needs; index and size would add nothing that the root binds, and a size that
 * nothing binds could be changed unnoticed. Null when sides and path do not fit.
 */
export function rootFromSides(
  leaf: Uint8Array,
  sides: string,
  path: readonly Uint8Array[],
  sha256: Sha256,
): Uint8Array | null {
  if (!/^[lr]*$/.test(sides) || sides.length !== path.length) return null;
  if (!isHash(leaf) || !isPath(path, MAX_INCLUSION_PATH)) return null;
  return path.reduce(
    (hash, sibling, i) =>
      sides[i] === "l" ? nodeHash(sibling, hash, sha256) : nodeHash(hash, sibling, sha256),
    leaf,
  );
}

export type InclusionClaim = {
  readonly leafHash: Uint8Array;
  readonly index: bigint;
  readonly size: bigint;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
};

/** Whether the leaf is at `index` in the tree of `size` leaves with this root (RFC 9162 §2.1.3.2). */
export function verifyInclusion(claim: InclusionClaim, sha256: Sha256): boolean {
  const root = rootFromPath(claim.leafHash, claim.index, claim.size, claim.path, sha256);
  return root !== null && equalBytes(root, claim.root);
}

export type ConsistencyClaim = {
  readonly oldSize: bigint;
  readonly oldRoot: Uint8Array;
  readonly newSize: bigint;
  readonly newRoot: Uint8Array;
  readonly path: readonly Uint8Array[];
};

/**
 * Whether the tree (newSize, newRoot) only appended to (oldSize, oldRoot): RFC 9162 §2.1.4.2, stricter in two places.
 * Old size 0 is refused, because every tree is consistent with the empty one and so it proves nothing; equal sizes
 * are the no-op with equal roots and no path.
 */
export function verifyConsistency(claim: ConsistencyClaim, sha256: Sha256): boolean {
  const { oldSize, newSize, oldRoot, newRoot, path } = claim;
  if (oldSize < 1n || oldSize > newSize || newSize > MAX_SIZE) return false;
  if (!isHash(oldRoot) || !isHash(newRoot) || !isPath(path, MAX_CONSISTENCY_PATH)) return false;
  if (oldSize === newSize) return path.length === 0 && equalBytes(oldRoot, newRoot);

  // A power-of-two old tree is itself the first node: its verifier seeds the path, a prover's seed is one too many.
  const isPowerOfTwo = (oldSize & (oldSize - 1n)) === 0n;
  const [seed, ...rest] = isPowerOfTwo ? [oldRoot, ...path] : path;
  if (!seed) return false;

  let position = oldSize - 1n;
  let last = newSize - 1n;
  while (position % 2n === 1n) {
    position /= 2n;
    last /= 2n;
  }
  let oldHash = seed;
  let newHash = seed;
  for (const node of rest) {
    if (last === 0n) return false;
    if (position % 2n === 1n || position === last) {
      oldHash = nodeHash(node, oldHash, sha256);
      newHash = nodeHash(node, newHash, sha256);
      while (position % 2n === 0n && position !== 0n) {
        position /= 2n;
        last /= 2n;
      }
    } else {
      newHash = nodeHash(newHash, node, sha256);
    }
    position /= 2n;
    last /= 2n;
  }
  return last === 0n && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}
