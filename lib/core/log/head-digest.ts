import { concat, utf8 } from "@/lib/core/bytes/bytes";
import type { Keccak256 } from "./primitives";

/** The head of a log: what the head key signs and the contract stores. logId and root are 32 bytes. */
export type Head = { readonly logId: Uint8Array; readonly size: bigint; readonly root: Uint8Array };

const DOMAIN_TYPE = "EIP712Domain(string name,string version)";
const HEAD_TYPE = "Head(bytes32 logId,uint64 size,bytes32 root)";
const DOMAIN_NAME = "Packproof log";
const DOMAIN_VERSION = "1";

/** Big-endian uint256 as the EVM encodes it. */
function word(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setBigUint64(24, value);
  return bytes;
}

/**
 * EIP-712 digest that the head key signs: keccak256(0x1901 ‖ domain ‖ hashStruct(head)). The domain has neither chain
 * nor contract, so one signature serves the note, every chain and a replay after redeployment; the log is named in
 * the message, so a replay can only repeat a fact.
 */
export function headDigest(head: Head, keccak256: Keccak256): Uint8Array {
  const name = (text: string): Uint8Array => keccak256(utf8(text));
  const domain = keccak256(concat(name(DOMAIN_TYPE), name(DOMAIN_NAME), name(DOMAIN_VERSION)));
  const struct = keccak256(concat(name(HEAD_TYPE), head.logId, word(head.size), head.root));
  return keccak256(concat(Uint8Array.of(0x19, 0x01), domain, struct));
}
