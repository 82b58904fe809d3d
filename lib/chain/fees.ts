/** EIP-1559 fees of a transaction, wei per gas. */
export type Fees = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** What blocks cost now, wei per gas. */
export type FeeMarket = { readonly baseFee: bigint; readonly tip: bigint };

export type FeeChoice =
  | { readonly ok: true; readonly fees: Fees }
  | { readonly ok: false; readonly needed: bigint };

/**
 * Nodes replace a pending transaction only when both fees rise by at least a tenth (geth: 10 %); 12.5 % is a step
 * every node takes. Always more than before, also from zero.
 */
const bumped = (fee: bigint): bigint => max(fee + 1n, (fee * 9n + 7n) / 8n);

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/**
 * Fees for a new transaction, or for one that replaces `previous` under the same nonce. Room for the base fee to
 * double is asked for, but never more than `cap`; not ok when even inclusion in the next block (or the
 * replacement rule) would take more than that.
 */
export function chooseFees(market: FeeMarket, cap: bigint, previous?: Fees): FeeChoice {
  const tip = previous ? max(market.tip, bumped(previous.maxPriorityFeePerGas)) : market.tip;
  const floor = previous ? bumped(previous.maxFeePerGas) : 0n;
  const needed = max(market.baseFee + tip, floor);
  if (needed > cap) return { ok: false, needed };
  const maxFeePerGas = min(max(2n * market.baseFee + tip, floor), cap);
  return { ok: true, fees: { maxFeePerGas, maxPriorityFeePerGas: tip } };
}
