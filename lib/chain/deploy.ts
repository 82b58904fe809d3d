import { AbiCoder } from "ethers";
import { type LogStatus, readStatus } from "./contract";
import { isDevelopmentAddress, isDevelopmentKey } from "./development-keys";
import { type Answer, fault } from "./fault";
import { packproofLogBytecode } from "./generated/packproof-log";
import { bytes32, type Hex } from "./hex";
import { packproofLogInterface } from "./interface";
import { addressOf } from "./keys";
import { connectRpc, type Rpc, type RpcOptions } from "./provider";
import {
  broadcast,
  lowestUnconfirmedNonce,
  type Payer,
  prepareTransaction,
  type Receipt,
  receiptOf,
} from "./transaction";

/** Who administers: this key deploys or opens logs, once, by a person or by the embedded start; never the worker. */
export type Administration = RpcOptions & {
  readonly administratorKey: Hex;
  /** Most to pay, wei per gas. */
  readonly feeCap: bigint;
  /** How long to wait for the transaction to be mined. */
  readonly waitMs?: number;
};

export type Deployment = {
  readonly contract: Hex;
  readonly hash: Hex;
  readonly block: bigint;
  readonly gasUsed: bigint;
};

/** The log a new one continues, at one of its recorded heads: heads past it stop counting, for good. */
export type Continuation = { readonly logId: Uint8Array; readonly size: bigint; readonly root: Uint8Array };

/** Deploys the contract with the deployer as its administrator. */
export async function deployPackproofLog(on: Administration): Promise<Answer<Deployment>> {
  if (isDevelopmentKey(on.administratorKey, on.chainId)) return knownKey("administrator");
  const administrator = AbiCoder.defaultAbiCoder().encode(["address"], [addressOf(on.administratorKey)]);
  const data = `${packproofLogBytecode}${administrator.slice(2)}` as Hex;
  const mined = await withRpc(on, (rpc) => sendAndWait(rpc, on, { to: null, data }));
  if (!mined.ok) return mined;
  const { contract, block, gasUsed, hash } = mined.value;
  if (!contract) return fault({ kind: "rejected", detail: "the deployment's receipt names no contract" });
  return { ok: true, value: { contract, hash, block, gasUsed } };
}

/**
 * Opens a log on the contract, or does nothing when it is open under the same head key already, so a start that was
 * killed can run again. Under another key the fault is `reverted` LogExists.
 */
export async function openLog(
  on: Administration,
  contract: Hex,
  log: { readonly logId: Uint8Array; readonly headKey: Hex; readonly previous?: Continuation },
): Promise<Answer<LogStatus>> {
  if (isDevelopmentKey(on.administratorKey, on.chainId)) return knownKey("administrator");
  if (isDevelopmentAddress(log.headKey, on.chainId)) return knownKey("head key");
  return withRpc(on, async (rpc) => {
    const before = await readStatus(rpc, contract, log.logId);
    if (!before.ok) return before;
    if (before.value?.headKey.toLowerCase() === log.headKey.toLowerCase())
      return { ok: true, value: before.value };

    const { previous } = log;
    const data = packproofLogInterface.encodeFunctionData("openLog", [
      bytes32(log.logId),
      log.headKey,
      bytes32(previous?.logId ?? new Uint8Array(32)),
      previous?.size ?? 0n,
      bytes32(previous?.root ?? new Uint8Array(32)),
    ]) as Hex;
    const mined = await sendAndWait(rpc, on, { to: contract, data });
    if (!mined.ok) return mined;
    const after = await readStatus(rpc, contract, log.logId);
    if (!after.ok) return after;
    return after.value
      ? { ok: true, value: after.value }
      : fault({ kind: "rejected", detail: "the log is not open although its transaction succeeded" });
  });
}

const knownKey = (what: "administrator" | "head key") => fault({ kind: "development-key", what });

async function withRpc<Value>(on: Administration, run: (rpc: Rpc) => Promise<Value>): Promise<Value> {
  const rpc = connectRpc(on);
  try {
    return await run(rpc);
  } finally {
    rpc.close();
  }
}

async function sendAndWait(
  rpc: Rpc,
  on: Administration,
  call: { readonly to: Hex | null; readonly data: Hex },
): Promise<Answer<Receipt & { hash: Hex }>> {
  const payer: Payer = { key: on.administratorKey, chainId: on.chainId, feeCap: on.feeCap };
  const nonce = await lowestUnconfirmedNonce(rpc, addressOf(on.administratorKey));
  if (!nonce.ok) return nonce;
  const prepared = await prepareTransaction(rpc, payer, call, { nonce: nonce.value });
  if (!prepared.ok) return prepared;
  const { rawTx, hash } = prepared.value;
  const sent = await broadcast(rpc, rawTx);
  if (!sent.ok) return sent;

  const deadline = Date.now() + (on.waitMs ?? 180_000);
  for (;;) {
    const receipt = await receiptOf(rpc, hash);
    if (!receipt.ok) return receipt;
    if (receipt.value?.status === "success") return { ok: true, value: { ...receipt.value, hash } };
    if (receipt.value) return fault({ kind: "reverted", error: "", args: { transaction: hash } });
    if (Date.now() > deadline)
      return fault({ kind: "unreachable", detail: `transaction ${hash} was not mined in time` });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
