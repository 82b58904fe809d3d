import { getBytes, hexlify } from "ethers";

/** What a chain speaks: addresses (checksummed, EIP-55), hashes and raw transactions (lower case). */
export type Hex = `0x${string}`;

export const toHex = (bytes: Uint8Array): Hex => hexlify(bytes) as Hex;

export const fromHex = (hex: string): Uint8Array => getBytes(hex);

/** A 32-byte value for a bytes32 argument; another length is a programming error, never data from outside. */
export function bytes32(value: Uint8Array): Hex {
  if (value.length !== 32) throw new Error(`expected 32 bytes, got ${value.length}`);
  return toHex(value);
}
