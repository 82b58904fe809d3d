import { createPrivateKey, createPublicKey, hash, type KeyObject, sign } from "node:crypto";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Sha256 } from "@/lib/core/hash";
import type { Primitives } from "@/lib/core/log/primitives";
import { verifyEd25519 } from "./ed25519";
import { recoverAddress } from "./secp256k1";

/** SHA-256 through one-shot crypto.hash; binary (latin1) text costs half of what a Buffer per digest does. */
const sha256: Sha256 = (bytes) => {
  const text = hash("sha256", bytes, "binary");
  const digest = new Uint8Array(32);
  for (let i = 0; i < 32; i++) digest[i] = text.charCodeAt(i);
  return digest;
};

/** DER around a raw 32-byte seed (RFC 8410 §7): the shortest way into node:crypto. */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

const ed25519Key = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });

/** Primitives for the server and the command line. */
export const nodePrimitives: Primitives = {
  sha256,
  keccak256: (bytes) => keccak_256(bytes),
  verifyEd25519,
  recoverAddress,
};

/** Public key (32 bytes) of a 32-byte Ed25519 seed. */
export const ed25519PublicKey = (seed: Uint8Array): Uint8Array =>
  new Uint8Array(createPublicKey(ed25519Key(seed)).export({ format: "der", type: "spki" }).subarray(-32));

/** Signs messages with the key of a 32-byte seed; 64-byte signatures, the same bytes each time (RFC 8032). */
export function ed25519Signer(seed: Uint8Array): (message: Uint8Array) => Uint8Array {
  const key = ed25519Key(seed);
  return (message) => new Uint8Array(sign(null, message, key));
}
