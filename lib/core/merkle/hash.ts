import { utf8 } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";

/** Bytes of one tree hash. Every hash in a path, tile or head has exactly this length. */
export const HASH_BYTES = 32;

/** Sizes are capped so that a path has at most 63 levels and a size always fits the contract's uint64. */
export const MAX_SIZE = 2n ** 63n;

const LEAF = 0x00;
const NODE = 0x01;

/**
 * Hash of one leaf: SHA-256(0x00 ‖ data) (RFC 9162 §2.1.1). The prefix keeps a leaf from being passed off as an
 * inner node, and the reverse.
 */
export function leafHash(data: Uint8Array, sha256: Sha256): Uint8Array {
  const bytes = new Uint8Array(1 + data.length);
  bytes[0] = LEAF;
  bytes.set(data, 1);
  return sha256(bytes);
}

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 9162 §2.1.1). Order matters: pairs are never sorted. */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/** Root of the empty tree: SHA-256("") (RFC 9162 §2.1.1). */
export const emptyRoot = (sha256: Sha256): Uint8Array => sha256(utf8(""));

export const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES;
