import { concat } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";

const BLOCK_BYTES = 64;

/** HMAC-SHA-256 (RFC 2104) over the injected hash. */
export function hmacSha256(key: Uint8Array, message: Uint8Array, sha256: Sha256): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const inner = sha256(
    concat(
      block.map((byte) => byte ^ 0x36),
      message,
    ),
  );
  return sha256(
    concat(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}
