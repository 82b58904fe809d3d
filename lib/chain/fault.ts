import { isHexString } from "ethers";
import { packproofLogInterface } from "./interface";

/**
 * Why a chain did not do what it was asked. Data, not an exception: a chain that is away or says no is ordinary.
 * - unreachable: no answer (connection, timeout, HTTP error). A transaction sent so may still have arrived.
 * - reverted: the contract refuses; `error` and `args` (decimal and hex text) are its custom error's.
 * - nonce-expired: another transaction with this nonce was mined.
 * - already-known: the node has this very transaction.
 * - fee-too-low: below the base fee, or not enough above the transaction it should replace.
 * - fee-cap: the market (or the replacement rule) asks more than the configured cap, both in wei per gas.
 * - no-finality: the chain has no block with the configured finality tag.
 * - development-key: a key everybody knows was about to be used on a chain where that matters; nothing was sent.
 * - rejected: any other answer of the node.
 */
export type ChainFault =
  | { readonly kind: "unreachable"; readonly detail: string }
  | { readonly kind: "reverted"; readonly error: string; readonly args: Readonly<Record<string, string>> }
  | { readonly kind: "nonce-expired" }
  | { readonly kind: "already-known" }
  | { readonly kind: "fee-too-low"; readonly detail: string }
  | { readonly kind: "fee-cap"; readonly needed: bigint; readonly cap: bigint }
  | { readonly kind: "insufficient-funds"; readonly detail: string }
  | { readonly kind: "no-finality"; readonly detail: string }
  | { readonly kind: "development-key"; readonly what: "administrator" | "head key" }
  | { readonly kind: "rejected"; readonly detail: string };

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: ChainFault };

export const fault = (value: ChainFault): { readonly ok: false; readonly fault: ChainFault } => ({
  ok: false,
  fault: value,
});

/** Node software words these differently (geth, erigon, nethermind, besu, reth and anvil were read for them). */
const ANSWERS: readonly (readonly [RegExp, (detail: string) => ChainFault])[] = [
  [/already known|already imported|alreadyknown|known transaction/i, () => ({ kind: "already-known" })],
  [/nonce (is )?too low|oldnonce|nonce_too_low/i, () => ({ kind: "nonce-expired" })],
  [
    /underpriced|fee too low|feetoolow|gas price too low|less than block base fee|below.{0,30}base fee/i,
    (detail) => ({ kind: "fee-too-low", detail }),
  ],
  [/insufficient ?funds|upfrontcost|upfront cost/i, (detail) => ({ kind: "insufficient-funds", detail })],
];

/** The `error` object of a JSON-RPC response, as the node sent it. */
export type RpcError = { readonly code: number; readonly message: string; readonly data?: unknown };

/** What a node's error means. */
export function classifyRpcError(error: RpcError): ChainFault {
  const { code, message } = error;
  const revertData = findRevertData(error);
  // Code 3 is the agreed one for a revert; nodes that use another one say so in the message.
  if (revertData && (code === 3 || /revert|vm execution/i.test(message))) return decodeRevert(revertData);
  for (const [pattern, make] of ANSWERS) if (pattern.test(message)) return make(message);
  if (code === 3 || /execution reverted/i.test(message)) return { kind: "reverted", error: "", args: {} };
  return { kind: "rejected", detail: message };
}

/** What failed when there was no JSON-RPC answer at all. */
export function unreachable(error: unknown): ChainFault {
  if (!(error instanceof Error)) throw error;
  // ethers' long message repeats the request and its URL, and an RPC URL often holds a key: only the short one leaves.
  const short = "shortMessage" in error ? String(error.shortMessage) : error.message;
  const code = "code" in error ? String(error.code) : error.name;
  return { kind: "unreachable", detail: short ? `${code}: ${short}` : code };
}

/** The contract's custom error in revert data; unknown selectors are shown as they are. */
export function decodeRevert(data: string): ChainFault {
  const parsed = packproofLogInterface.parseError(data);
  if (!parsed) return { kind: "reverted", error: data.slice(0, 10), args: {} };
  const args = parsed.fragment.inputs.map((input, i) => [input.name, String(parsed.args[i])] as const);
  return { kind: "reverted", error: parsed.name, args: Object.fromEntries(args) };
}

/** Some nodes put the data of a revert in error.data, others in an object there. */
function findRevertData(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("data" in value)) return null;
  const { data } = value;
  return isHexString(data) && data.length >= 10 ? data : findRevertData(data);
}
