import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Primitives } from "@/lib/core/log/primitives";
import { recoverAddress } from "./secp256k1";

/** Primitives for a page: synchronous, small, and the same verdict as Node's for every input. */
export const browserPrimitives: Primitives = {
  sha256: (bytes) => sha256(bytes),
  keccak256: (bytes) => keccak_256(bytes),
  verifyEd25519: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    try {
      // RFC 8032 rather than ZIP 215: Node's OpenSSL does the same, and two verifiers must not disagree.
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      // Thrown for bytes that are no point of the curve: no signature holds under such a key.
      return false;
    }
  },
  recoverAddress,
};
