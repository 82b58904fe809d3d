import type { Sha256 } from "@/lib/core/hash";

/** Keccak-256 as Ethereum uses it (not FIPS 202 SHA3-256): any bytes to 32 new bytes. */
export type Keccak256 = (bytes: Uint8Array) => Uint8Array;

/** RFC 8032 Ed25519: 32-byte key, 64-byte signature; false (never a throw) for keys or signatures that are not. */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/**
 * Address (20 bytes) that signed a 32-byte digest with a 65-byte r ‖ s ‖ v, v 27 or 28; null when nobody did.
 * As the contract does (OpenZeppelin ECDSA): a high s is refused, so a signature has one spelling.
 */
export type RecoverAddress = (digest: Uint8Array, signature: Uint8Array) => Uint8Array | null;

/** All that checking a proof needs from outside. lib/primitives has one for Node and one for the browser. */
export type Primitives = {
  readonly sha256: Sha256;
  readonly keccak256: Keccak256;
  readonly verifyEd25519: VerifyEd25519;
  readonly recoverAddress: RecoverAddress;
};
