import { utf8 } from "@/lib/core/bytes/bytes";
import { ed25519PublicKey, ed25519Signer, nodePrimitives } from "./node";
import { addressOfSecret, digestSigner } from "./secp256k1";

const seed = nodePrimitives.sha256(utf8("checkpoint key of tests, never of a log"));
const secret = nodePrimitives.sha256(utf8("head key of tests, never of a log"));

/** Both signers of a log, for tests. */
export const testSigners = {
  ed25519: { publicKey: ed25519PublicKey(seed), sign: ed25519Signer(seed) },
  head: { address: addressOfSecret(secret), sign: digestSigner(secret) },
};
