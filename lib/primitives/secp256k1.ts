import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { RecoverAddress } from "@/lib/core/log/primitives";

const RECOVERY_OFFSET = 27;

/** Last 20 bytes of keccak256 of the uncompressed point without its prefix byte (Ethereum yellow paper, appendix F). */
const addressOfPoint = (uncompressed: Uint8Array): Uint8Array =>
  keccak_256(uncompressed.subarray(1)).slice(12);

/** Address (20 bytes) of a 32-byte secp256k1 secret key. */
export const addressOfSecret = (secretKey: Uint8Array): Uint8Array =>
  addressOfPoint(secp256k1.getPublicKey(secretKey, false));

/** @see RecoverAddress for what is refused. */
export const recoverAddress: RecoverAddress = (digest, signature) => {
  if (digest.length !== 32 || signature.length !== 65) return null;
  const recovery = (signature[64] ?? 0) - RECOVERY_OFFSET;
  if (recovery !== 0 && recovery !== 1) return null;
  try {
    const parsed = secp256k1.Signature.fromBytes(signature.subarray(0, 64), "compact");
    if (parsed.hasHighS()) return null;
    return addressOfPoint(parsed.addRecoveryBit(recovery).recoverPublicKey(digest).toBytes(false));
  } catch {
    // The library throws for r or s out of range and for points off the curve: nobody signed with those.
    return null;
  }
};

/** Signs 32-byte digests as r ‖ s ‖ v (65 bytes). RFC 6979: the same head always gets the same bytes. */
export function digestSigner(secretKey: Uint8Array): (digest: Uint8Array) => Uint8Array {
  return (digest) => {
    const recovered = secp256k1.sign(digest, secretKey, { prehash: false, format: "recovered" });
    const signature = new Uint8Array(65);
    signature.set(recovered.subarray(1));
    signature[64] = RECOVERY_OFFSET + (recovered[0] ?? 0);
    return signature;
  };
}
