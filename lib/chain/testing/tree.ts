import { createHash } from "node:crypto";

/**
 * RFC 6962 §2.1 written down as the standard defines it, by recursion over the leaves: slow, plainly right, and
 * independent of both the contract and lib/core/merkle, which tests hold against it.
 */
export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

export const leafHash = (entry: Uint8Array): Uint8Array => sha256(Uint8Array.of(0), entry);
const node = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(Uint8Array.of(1), left, right);

/** Entry i of a made-up log; another `history` is another log. */
export const entryOf = (i: number, history = "a"): Uint8Array => sha256(Buffer.from(`entry ${history} ${i}`));

export const entries = (size: number, history?: string): Uint8Array[] =>
  Array.from({ length: size }, (_, i) => entryOf(i, history));

/** MTH(D[n]) */
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (!only) return sha256();
  if (leaves.length === 1) return leafHash(only);
  const k = split(leaves.length);
  return node(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** PATH(m, D[n]) */
export function inclusionPath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...inclusionPath(m, left), rootOf(right)] : [...inclusionPath(m - k, right), rootOf(left)];
}

/** PROOF(m, D[n]) */
export const consistencyProof = (m: number, leaves: readonly Uint8Array[]): Uint8Array[] =>
  m === leaves.length ? [] : subproof(m, leaves, true);

function subproof(m: number, leaves: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...subproof(m, left, whole), rootOf(right)]
    : [...subproof(m - k, right, false), rootOf(left)];
}

/** The largest power of two below n. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/**
 * A consistency proof for sizes nobody can build a tree of: the sibling hashes are free choices, and the two roots
 * follow from them (RFC 9162 §2.1.4.2 run forwards). Returns what a log of that size would have published.
 */
export function proofBetween(oldSize: bigint, newSize: bigint) {
  const proof: Uint8Array[] = [];
  const next = () => {
    const hash = sha256(Buffer.from(`node ${proof.length} of ${oldSize}..${newSize}`));
    proof.push(hash);
    return hash;
  };
  let [fn, sn] = [oldSize - 1n, newSize - 1n];
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  const whole = (oldSize & (oldSize - 1n)) === 0n;
  let oldRoot = whole ? sha256(Buffer.from(`root of ${oldSize}`)) : next();
  let newRoot = oldRoot;
  while (sn > 0n) {
    const sibling = next();
    if (fn & 1n || fn === sn) {
      oldRoot = node(sibling, oldRoot);
      newRoot = node(sibling, newRoot);
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      newRoot = node(newRoot, sibling);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return { oldRoot, newRoot, proof };
}

/** An inclusion path for such a size: siblings are free, the root follows (RFC 9162 §2.1.3.2 run forwards). */
export function pathInto(size: bigint, index: bigint, entry: Uint8Array) {
  const path: Uint8Array[] = [];
  let [fn, sn, root] = [index, size - 1n, leafHash(entry)];
  while (sn > 0n) {
    const sibling = sha256(Buffer.from(`sibling ${path.length} of ${index} in ${size}`));
    path.push(sibling);
    if (fn & 1n || fn === sn) {
      root = node(sibling, root);
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      root = node(root, sibling);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return { root, path };
}
