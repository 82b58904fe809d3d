import type { Answer } from "./fault";
import { bytes32, fromHex, type Hex } from "./hex";
import { packproofLogInterface } from "./interface";
import type { Rpc } from "./provider";
import { hexText } from "./shape";

export type ChainHead = { readonly size: bigint; readonly root: Uint8Array };

export type LogStatus = {
  readonly headKey: Hex;
  readonly size: bigint;
  /** Heads past this size no longer count; null while the log is open. */
  readonly closedAt: bigint | null;
  /** Somebody proved that the head key signed two histories. */
  readonly forked: boolean;
};

/** A leaf to be looked up in an anchored tree. `entry` is the 32-byte log entry, not its leaf hash. */
export type InclusionClaim = {
  readonly logId: Uint8Array;
  readonly size: bigint;
  readonly index: bigint;
  readonly entry: Uint8Array;
  readonly path: readonly Uint8Array[];
};

const ZERO = `0x${"0".repeat(64)}`;

/** The newest recorded head; null before the first anchor and for a log the contract does not know. */
export function readHead(rpc: Rpc, contract: Hex, logId: Uint8Array): Promise<Answer<ChainHead | null>> {
  return call(rpc, contract, "head", [bytes32(logId)], ([size, root]) =>
    size === 0n ? null : { size: size as bigint, root: fromHex(root as string) },
  );
}

/** The root recorded for a size; null when that size was never anchored. */
export function readRootAt(
  rpc: Rpc,
  contract: Hex,
  logId: Uint8Array,
  size: bigint,
): Promise<Answer<Uint8Array | null>> {
  return call(rpc, contract, "rootAt", [bytes32(logId), size], ([root]) =>
    root === ZERO ? null : fromHex(root as string),
  );
}

/** Key and flags of a log; null when the contract does not know it. */
export function readStatus(rpc: Rpc, contract: Hex, logId: Uint8Array): Promise<Answer<LogStatus | null>> {
  return call(rpc, contract, "status", [bytes32(logId)], ([headKey, size, closed, closedAt, forked]) =>
    BigInt(headKey as string) === 0n
      ? null
      : {
          headKey: headKey as Hex,
          size: size as bigint,
          closedAt: closed ? (closedAt as bigint) : null,
          forked: forked as boolean,
        },
  );
}

/** Whether the contract finds the entry in its anchored tree. */
export function readInclusion(rpc: Rpc, contract: Hex, claim: InclusionClaim): Promise<Answer<boolean>> {
  const args = [bytes32(claim.logId), claim.size, claim.index, bytes32(claim.entry), claim.path.map(bytes32)];
  return call(rpc, contract, "verifyInclusion", args, ([included]) => included as boolean);
}

function call<Value>(
  rpc: Rpc,
  contract: Hex,
  name: string,
  args: readonly unknown[],
  read: (values: readonly unknown[]) => Value,
): Promise<Answer<Value>> {
  const data = packproofLogInterface.encodeFunctionData(name, args);
  return rpc.ask("eth_call", [{ to: contract, data }, "latest"], (result) => {
    const hex = hexText(result);
    if (hex === "0x") throw new Error(`no PackproofLog contract at ${contract}`);
    return read(packproofLogInterface.decodeFunctionResult(name, hex));
  });
}
