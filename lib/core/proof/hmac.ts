import { concat } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";

const BLOCK_BYTES = 64;

/**
 * HMAC-SHA-256 (RFC 2104) under one key, over the injected hash. The padded key is made once: an event of 10,000 packs
 * takes as many codes under the same key.
 */
export function hmacSha256(key: Uint8Array, sha256: Sha256): (message: Uint8Array) => Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const inner = block.map((byte) => byte ^ 0x36);
  const outer = block.map((byte) => byte ^ 0x5c);
  return (message) => sha256(concat(outer, sha256(concat(inner, message))));
}
