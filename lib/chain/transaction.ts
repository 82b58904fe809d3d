import { getAddress, SigningKey, Transaction } from "ethers";
import { type Answer, fault } from "./fault";
import { chooseFees, type FeeMarket, type Fees } from "./fees";
import type { Hex } from "./hex";
import { addressOf } from "./keys";
import type { Rpc } from "./provider";
import { hexText, quantity, record } from "./shape";

/** A signed EIP-1559 transaction. Store `rawTx` before it is sent: then a crash can neither lose nor double it. */
export type PreparedTransaction = {
  readonly rawTx: Hex;
  readonly hash: Hex;
  readonly nonce: number;
  readonly fees: Fees;
  readonly gasLimit: bigint;
};

/** Who pays, on which chain, and at most how much (wei per gas). */
export type Payer = { readonly key: Hex; readonly chainId: number; readonly feeCap: bigint };

/** `previous` = fees of the pending transaction with this nonce that the new one is to replace. */
export type Placement = { readonly nonce: number; readonly replace?: Fees };

export type Receipt = {
  readonly status: "success" | "reverted";
  readonly block: bigint;
  readonly blockHash: Hex;
  readonly gasUsed: bigint;
  /** Wei per gas, what was paid. */
  readonly gasPrice: bigint;
  /** Checksummed address of the contract a deployment made. */
  readonly contract: Hex | null;
};

/** Endpoints without eth_maxPriorityFeePerGas are rare; this tip is ordinary on every chain and the cap still holds. */
const DEFAULT_TIP = 1_000_000_000n;

/**
 * Estimates, prices and signs; sends nothing. A revert shows here already, as a decoded fault, before it costs
 * anything. `to` null deploys.
 */
export async function prepareTransaction(
  rpc: Rpc,
  payer: Payer,
  call: { readonly to: Hex | null; readonly data: Hex },
  { nonce, replace }: Placement,
): Promise<Answer<PreparedTransaction>> {
  const from = addressOf(payer.key);
  const request = call.to ? { from, to: call.to, data: call.data } : { from, data: call.data };
  // "latest" is said, because some nodes count pending transactions in, and a replacement runs without the one it replaces.
  const estimate = await rpc.ask("eth_estimateGas", [request, "latest"], quantity);
  if (!estimate.ok) return estimate;
  const market = await feeMarket(rpc);
  if (!market.ok) return market;
  const choice = chooseFees(market.value, payer.feeCap, replace);
  if (!choice.ok) return fault({ kind: "fee-cap", needed: choice.needed, cap: payer.feeCap });

  // A quarter above the estimate: what runs in the block that mines it may touch one more cold slot than now.
  const gasLimit = (estimate.value * 5n) / 4n;
  const transaction = Transaction.from({
    type: 2,
    chainId: payer.chainId,
    nonce,
    to: call.to,
    data: call.data,
    value: 0n,
    gasLimit,
    ...choice.fees,
  });
  transaction.signature = new SigningKey(payer.key).sign(transaction.unsignedHash);
  const hash = transaction.hash;
  if (!hash) throw new Error("a signed transaction has a hash");
  return {
    ok: true,
    value: { rawTx: transaction.serialized as Hex, hash: hash as Hex, nonce, fees: choice.fees, gasLimit },
  };
}

/**
 * Sends a signed transaction; sending it again is always safe. "mined" when the node refused the nonce because this
 * very transaction is in a block already; when another one took the nonce the fault is nonce-expired.
 */
export async function broadcast(rpc: Rpc, rawTx: Hex): Promise<Answer<"sent" | "mined">> {
  const sent = await rpc.ask("eth_sendRawTransaction", [rawTx], hexText);
  if (sent.ok || sent.fault.kind === "already-known") return { ok: true, value: "sent" };
  if (sent.fault.kind !== "nonce-expired") return sent;
  const hash = Transaction.from(rawTx).hash;
  const receipt = await receiptOf(rpc, hash as Hex);
  if (!receipt.ok) return receipt;
  return receipt.value ? { ok: true, value: "mined" } : sent;
}

/** The receipt on the chain as it is now; null while not mined, and again after a reorganisation took it out. */
export function receiptOf(rpc: Rpc, hash: Hex): Promise<Answer<Receipt | null>> {
  return rpc.ask("eth_getTransactionReceipt", [hash], (result) => {
    if (result === null) return null;
    const receipt = record(result);
    return {
      status: quantity(receipt.status) === 1n ? "success" : "reverted",
      block: quantity(receipt.blockNumber),
      blockHash: hexText(receipt.blockHash),
      gasUsed: quantity(receipt.gasUsed),
      gasPrice: quantity(receipt.effectiveGasPrice),
      contract: receipt.contractAddress ? (getAddress(hexText(receipt.contractAddress)) as Hex) : null,
    };
  });
}

/**
 * Lowest nonce of the account that no block has used: counted from the chain each time, because a counter in memory
 * is wrong after every crash. While a transaction is pending this is its nonce.
 */
export async function lowestUnconfirmedNonce(rpc: Rpc, account: Hex): Promise<Answer<number>> {
  return rpc.ask("eth_getTransactionCount", [account, "latest"], (count) => Number(quantity(count)));
}

async function feeMarket(rpc: Rpc): Promise<Answer<FeeMarket>> {
  const baseFee = await rpc.ask("eth_getBlockByNumber", ["latest", false], (block) => {
    const { baseFeePerGas } = record(block);
    if (baseFeePerGas === undefined) throw new Error("no base fee: this chain does not know EIP-1559");
    return quantity(baseFeePerGas);
  });
  if (!baseFee.ok) return baseFee;
  const tip = await rpc.ask("eth_maxPriorityFeePerGas", [], quantity);
  if (!tip.ok && tip.fault.kind === "unreachable") return tip;
  return { ok: true, value: { baseFee: baseFee.value, tip: tip.ok ? tip.value : DEFAULT_TIP } };
}
