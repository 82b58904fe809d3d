import { getAddress, isAddress } from "ethers";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { type AnchorStep, prepareAnchor } from "./anchor-transaction";
import {
  type ChainHead,
  type InclusionClaim,
  type LogStatus,
  readHead,
  readInclusion,
  readRootAt,
  readStatus,
} from "./contract";
import { refuseDevelopmentKey } from "./development-keys";
import type { Answer } from "./fault";
import { type Finality, readFinalizedBlock } from "./finality";
import type { Hex } from "./hex";
import { type ChainIdentity, readIdentity } from "./identity";
import { addressOf, isPrivateKey } from "./keys";
import { connectRpc } from "./provider";
import {
  broadcast,
  lowestUnconfirmedNonce,
  type Placement,
  type PreparedTransaction,
  type Receipt,
  receiptOf,
} from "./transaction";

export type ChainReaderConfig = {
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly contract: Hex;
  readonly finality: Finality;
  readonly timeoutMs?: number;
};

export type ChainConfig = ChainReaderConfig & {
  /** Private key that pays. It needs no trust: heads count by their own signature. */
  readonly payerKey: Hex;
  /** Most the payer gives, wei per gas. */
  readonly feeCap: bigint;
};

/** Reading a chain: what web, proof page and health need. */
export type ChainReader = {
  identity(): Promise<Answer<ChainIdentity>>;
  head(logId: Uint8Array): Promise<Answer<ChainHead | null>>;
  rootAt(logId: Uint8Array, size: bigint): Promise<Answer<Uint8Array | null>>;
  status(logId: Uint8Array): Promise<Answer<LogStatus | null>>;
  verifyInclusion(claim: InclusionClaim): Promise<Answer<boolean>>;
  receiptOf(hash: Hex): Promise<Answer<Receipt | null>>;
  finalizedBlock(): Promise<Answer<bigint>>;
  close(): void;
};

/** Reading and anchoring: what the worker needs. Holds no state: every answer is the chain's. */
export type ChainClient = ChainReader & {
  readonly payer: Hex;
  /** Lowest unconfirmed nonce of the payer. */
  nextNonce(): Promise<Answer<number>>;
  prepareAnchor(step: AnchorStep, placement: Placement): Promise<Answer<PreparedTransaction>>;
  broadcast(rawTx: Hex): Promise<Answer<"sent" | "mined">>;
};

type ConfigCode = "DEVELOPMENT_KEY" | "INVALID_CHAIN_CONFIG";

export function openChainReader(config: ChainReaderConfig): Result<ChainReader, ConfigCode> {
  const problem = checkReader(config);
  return problem ?? ok(reader(config, connectRpc(config)));
}

/** Opens a chain for anchoring. Sends nothing yet; refuses settings that could never work or never be safe. */
export function openChain(config: ChainConfig): Result<ChainClient, ConfigCode> {
  const problem = checkReader(config) ?? checkPayer(config);
  if (problem) return problem;
  const rpc = connectRpc(config);
  const payer = { key: config.payerKey, chainId: config.chainId, feeCap: config.feeCap };
  const address = addressOf(config.payerKey);
  return ok({
    ...reader(config, rpc),
    payer: address,
    nextNonce: () => lowestUnconfirmedNonce(rpc, address),
    prepareAnchor: (step, placement) => prepareAnchor(rpc, config.contract, payer, step, placement),
    broadcast: (rawTx) => broadcast(rpc, rawTx),
  });
}

function reader(config: ChainReaderConfig, rpc: ReturnType<typeof connectRpc>): ChainReader {
  const { finality } = config;
  const contract = getAddress(config.contract) as Hex;
  return {
    identity: () => readIdentity(rpc, contract),
    head: (logId) => readHead(rpc, contract, logId),
    rootAt: (logId, size) => readRootAt(rpc, contract, logId, size),
    status: (logId) => readStatus(rpc, contract, logId),
    verifyInclusion: (claim) => readInclusion(rpc, contract, claim),
    receiptOf: (hash) => receiptOf(rpc, hash),
    finalizedBlock: () => readFinalizedBlock(rpc, finality),
    close: () => rpc.close(),
  };
}

function checkReader({ rpcUrl, chainId, contract }: ChainReaderConfig) {
  const protocol = URL.canParse(rpcUrl) ? new URL(rpcUrl).protocol : "";
  if (protocol !== "http:" && protocol !== "https:") {
    return refuse(
      "INVALID_CHAIN_CONFIG",
      "The chain's RPC address is not an http(s) URL.",
      "Set a URL such as http://127.0.0.1:8545.",
    );
  }
  if (!Number.isSafeInteger(chainId) || chainId <= 0) {
    return refuse(
      "INVALID_CHAIN_CONFIG",
      "The chain id is not a positive number.",
      "Set the chain's own id.",
    );
  }
  if (!isAddress(contract)) {
    return refuse(
      "INVALID_CHAIN_CONFIG",
      "The contract address is not an address.",
      "Set the address the deployment printed (0x and 40 hex digits).",
    );
  }
  return null;
}

function checkPayer({ payerKey, chainId, feeCap }: ChainConfig) {
  if (!isPrivateKey(payerKey)) {
    return refuse(
      "INVALID_CHAIN_CONFIG",
      "The payer's key is not a private key.",
      "Set 0x and 64 hex digits.",
    );
  }
  if (feeCap <= 0n) {
    return refuse("INVALID_CHAIN_CONFIG", "The fee cap is not positive.", "Set it in wei per gas.");
  }
  return refuseDevelopmentKey(payerKey, chainId, "payer's key");
}
