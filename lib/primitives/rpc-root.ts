import { compareBytes, concat, equalBytes, utf8 } from "@/lib/core/bytes/bytes";
import { fromHex, toHex } from "@/lib/core/bytes/hex";
import type { Keccak256 } from "@/lib/core/log/primitives";
import type { ChainAnswer, ChainQuestion, ReadChain } from "@/lib/core/proof/chain-step";

const TIMEOUT_MS = 10_000;
const WORD = 32;

/** JSON-RPC error code of a call that reverted (EIP-1474 leaves it open; geth, anvil and others use 3). */
const REVERTED = 3;

class RpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const word = (value: bigint): Uint8Array =>
  fromHex(value.toString(16).padStart(64, "0")) ?? new Uint8Array(WORD);

type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** One JSON-RPC 2.0 connection over HTTP. Each call is its own request: some public nodes refuse batches. */
function jsonRpc(url: string, fetcher: typeof fetch): Rpc {
  return async (method, params) => {
    const response = await fetcher(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await response.json();
    const { result, error } = (typeof body === "object" && body !== null ? body : {}) as {
      result?: unknown;
      error?: { code?: unknown; message?: unknown };
    };
    if (error) throw new RpcError(Number(error.code), String(error.message));
    if (!response.ok) throw new Error(`it answered with HTTP status ${response.status}`);
    return result;
  };
}

/** The 32-byte words of an ABI-encoded answer; empty for a revert and for an address without code. */
async function call(rpc: Rpc, contract: Uint8Array, data: Uint8Array): Promise<Uint8Array[]> {
  let answer: unknown;
  try {
    answer = await rpc("eth_call", [{ to: `0x${toHex(contract)}`, data: `0x${toHex(data)}` }, "latest"]);
  } catch (error) {
    if (error instanceof RpcError && error.code === REVERTED) return [];
    throw error;
  }
  const bytes =
    (typeof answer === "string" && answer.startsWith("0x") && fromHex(answer.slice(2))) || new Uint8Array();
  return Array.from({ length: Math.floor(bytes.length / WORD) }, (_, i) =>
    bytes.slice(i * WORD, (i + 1) * WORD),
  );
}

const isTrue = (flag: Uint8Array | undefined): boolean => flag !== undefined && equalBytes(flag, word(1n));

/**
 * Block in which the anchor's transaction recorded this very head, from the contract's own Anchored event; null when
 * that transaction is unknown, failed, or recorded something else.
 */
async function blockOf(
  rpc: Rpc,
  { anchor, logId }: ChainQuestion,
  keccak256: Keccak256,
): Promise<bigint | null> {
  const receipt = await rpc("eth_getTransactionReceipt", [`0x${toHex(anchor.transaction)}`]);
  const { blockNumber, logs } = (typeof receipt === "object" && receipt !== null ? receipt : {}) as {
    blockNumber?: unknown;
    logs?: unknown;
  };
  if (typeof blockNumber !== "string" || !/^0x[0-9a-f]{1,16}$/i.test(blockNumber) || !Array.isArray(logs))
    return null;
  const topics = [keccak256(utf8("Anchored(bytes32,uint64,bytes32)")), logId, word(anchor.size)];
  const expected = [anchor.contract, ...topics, anchor.root].map((bytes) => `0x${toHex(bytes)}`).join();
  const isIt = (log: { address?: unknown; topics?: unknown; data?: unknown } | null): boolean =>
    log !== null && [log.address, log.topics, log.data].join().toLowerCase() === expected;
  return logs.some(isIt) ? BigInt(blockNumber) : null;
}

async function ask(rpc: Rpc, question: ChainQuestion, keccak256: Keccak256): Promise<ChainAnswer> {
  const { anchor, logId, index, entry, path } = question;
  const chainId = await rpc("eth_chainId", []);
  if (typeof chainId !== "string" || !/^0x[0-9a-f]{1,64}$/i.test(chainId)) {
    return { answered: false, why: "the address given does not speak for a chain" };
  }
  if (BigInt(chainId) !== anchor.chainId) {
    return { answered: false, why: `the address given speaks for chain ${BigInt(chainId)}` };
  }
  const encode = (signature: string, ...words: readonly Uint8Array[]): Uint8Array =>
    concat(keccak256(utf8(signature)).slice(0, 4), ...words);
  const size = word(anchor.size);
  const [rootAt, included, status, block] = await Promise.all([
    call(rpc, anchor.contract, encode("rootAt(bytes32,uint64)", logId, size)),
    call(
      rpc,
      anchor.contract,
      encode(
        "verifyInclusion(bytes32,uint64,uint64,bytes32,bytes32[])",
        ...[logId, size, word(index), entry],
        // A dynamic argument: its offset after the five head words, then length and elements.
        ...[word(BigInt(5 * WORD)), word(BigInt(path.length)), ...path],
      ),
    ),
    call(rpc, anchor.contract, encode("status(bytes32)", logId)),
    blockOf(rpc, question, keccak256),
  ]);
  const [root] = rootAt;
  const [headKey, , , , forked] = status;
  return {
    answered: true,
    root: root && compareBytes(root, word(0n)) !== 0 ? root : null,
    includes: isTrue(included[0]),
    headKey: headKey && compareBytes(headKey, word(0n)) !== 0 ? headKey.slice(12) : null,
    forked: isTrue(forked),
    block,
  };
}

/** A stranger's error message on a person's screen or terminal: one short line of printable ASCII. */
const plain = (message: string): string => message.replace(/[^ -~]+/g, " ").slice(0, 200);

/**
 * Asks the contract of an anchor by plain JSON-RPC (no chain library, so page and command line share it): chain id,
 * rootAt, verifyInclusion, status, and the receipt of the transaction. Reads only. A node that cannot be reached or
 * answers nonsense is `answered: false` with the reason; a contract that reverts or is not there holds no head.
 */
export function rpcChainReader(url: string, keccak256: Keccak256, fetcher: typeof fetch = fetch): ReadChain {
  const rpc = jsonRpc(url, fetcher);
  return async (question) => {
    try {
      return await ask(rpc, question, keccak256);
    } catch (error) {
      return { answered: false, why: plain(error instanceof Error ? error.message : "no answer") };
    }
  };
}
