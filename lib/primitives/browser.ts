import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Primitives } from "@/lib/core/log/primitives";
import { verifyEd25519 } from "./ed25519";
import { recoverAddress } from "./secp256k1";

/** Primitives for a page: synchronous, small, and the same verdict as Node's for every input. */
export const browserPrimitives: Primitives = {
  sha256: (bytes) => sha256(bytes),
  keccak256: (bytes) => keccak_256(bytes),
  verifyEd25519,
  recoverAddress,
};
