import { computeAddress, isHexString } from "ethers";
import type { Hex } from "./hex";

/** Order of the secp256k1 group (SEC 2): private keys are 1 … n − 1. */
const GROUP_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Whether a text is a secp256k1 private key: 0x, 64 hex digits, in range. */
export function isPrivateKey(text: string): text is Hex {
  if (!isHexString(text, 32)) return false;
  const value = BigInt(text);
  return value > 0n && value < GROUP_ORDER;
}

/** Checksummed address of a private key: what openLog is told, and what a payer is known by. */
export const addressOf = (privateKey: Hex): Hex => computeAddress(privateKey) as Hex;
