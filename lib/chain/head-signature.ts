import { getBytes, recoverAddress, SigningKey, TypedDataEncoder } from "ethers";
import { bytes32, fromHex, type Hex, toHex } from "./hex";

/** One head of one log: the only thing a head key ever signs. */
export type SignableHead = { readonly logId: Uint8Array; readonly size: bigint; readonly root: Uint8Array };

/**
 * No chain id and no contract: one signature serves the published checkpoint, every chain the log is anchored to, a
 * replay after a redeployment, and proveFork. contracts/src/HeadSignature.sol computes the same.
 */
const DOMAIN = { name: "Packproof log", version: "1" };

const TYPES = {
  Head: [
    { name: "logId", type: "bytes32" },
    { name: "size", type: "uint64" },
    { name: "root", type: "bytes32" },
  ],
};

/** The 32 bytes of EIP-712 that a head key signs. */
export function headDigest({ logId, size, root }: SignableHead): Uint8Array {
  const message = { logId: bytes32(logId), size, root: bytes32(root) };
  return fromHex(TypedDataEncoder.hash(DOMAIN, TYPES, message));
}

/**
 * Signs a head: 65 bytes r ‖ s ‖ v, deterministic (RFC 6979), so a second worker signs the same bytes.
 * WARNING: a key that has signed two different trees under one log id has signed the proof of its own fork, on every
 * chain and for good: a log that starts over needs another origin or another key.
 */
export function signHead(headKey: Hex, head: SignableHead): Uint8Array {
  return getBytes(new SigningKey(headKey).sign(headDigest(head)).serialized);
}

/** Address that signed this head; null when the bytes are no signature. */
export function recoverHeadSigner(head: SignableHead, signature: Uint8Array): Hex | null {
  try {
    return recoverAddress(headDigest(head), toHex(signature)) as Hex;
  } catch {
    return null;
  }
}
