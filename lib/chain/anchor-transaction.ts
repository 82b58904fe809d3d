import type { Answer } from "./fault";
import { bytes32, type Hex, toHex } from "./hex";
import { packproofLogInterface } from "./interface";
import type { Rpc } from "./provider";
import { type Payer, type Placement, type PreparedTransaction, prepareTransaction } from "./transaction";

/** One step of a log's head on a chain. Hashes are 32 bytes, the signature 65. */
export type AnchorStep = {
  readonly logId: Uint8Array;
  /** Size of the head the contract has now; 0n for the first anchor. */
  readonly oldSize: bigint;
  readonly newSize: bigint;
  readonly root: Uint8Array;
  /** RFC 9162 §2.1.4 from oldSize to newSize; empty for the first anchor. */
  readonly proof: readonly Uint8Array[];
  /** By the log's head key, from `signHead`. */
  readonly headSignature: Uint8Array;
};

/** Calldata of `anchor`, for whoever wants to send it by other means. */
export function encodeAnchor(step: AnchorStep): Hex {
  return packproofLogInterface.encodeFunctionData("anchor", [
    bytes32(step.logId),
    step.oldSize,
    step.newSize,
    bytes32(step.root),
    step.proof.map(bytes32),
    toHex(step.headSignature),
  ]) as Hex;
}

/**
 * A signed anchor transaction, not sent. The contract's refusals arrive as `reverted`: StaleHead (read the head
 * again), RootConflict and InvalidConsistencyProof (this log is not the one on chain: halt), InvalidHeadSignature,
 * LogIsClosed, UnknownLog.
 */
export function prepareAnchor(
  rpc: Rpc,
  contract: Hex,
  payer: Payer,
  step: AnchorStep,
  placement: Placement,
): Promise<Answer<PreparedTransaction>> {
  return prepareTransaction(rpc, payer, { to: contract, data: encodeAnchor(step) }, placement);
}
