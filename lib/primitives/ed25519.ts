import { ed25519 } from "@noble/curves/ed25519.js";
import type { VerifyEd25519 } from "@/lib/core/log/primitives";

/**
 * RFC 8032 §5.1.7 with the cofactored equation; keys of small order are refused. The same code on the server and in the
 * page: OpenSSL checks without the cofactor, and a log could craft a signature that one accepts and the other refuses.
 */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    // Thrown for bytes that are no point of the curve: no signature holds under such a key.
    return false;
  }
};
