import { keccak256 } from "ethers";
import type { Answer } from "./fault";
import { packproofLogRuntimeBytecode } from "./generated/packproof-log";
import type { Hex } from "./hex";
import type { Rpc } from "./provider";
import { hexText, quantity, record } from "./shape";

/**
 * What tells one chain from another. A fresh anvil has the chain id of the last one and another genesis, unless both
 * were started in the same second: then only its missing code, or a missing root, shows the difference.
 */
export type ChainIdentity = {
  readonly chainId: number;
  readonly genesisHash: Hex;
  readonly contract: Hex;
  /** keccak256 of the code at the contract's address; null when there is none. */
  readonly codeHash: Hex | null;
};

export type IdentityMismatch = "chain-id" | "genesis" | "contract" | "no-code" | "other-code";

/** Code hash of the contract these sources compile to. */
export const packproofLogCodeHash = keccak256(packproofLogRuntimeBytecode) as Hex;

export async function readIdentity(rpc: Rpc, contract: Hex): Promise<Answer<ChainIdentity>> {
  const chainId = await rpc.ask("eth_chainId", [], quantity);
  if (!chainId.ok) return chainId;
  const genesis = await rpc.ask("eth_getBlockByNumber", ["0x0", false], (block) =>
    hexText(record(block).hash),
  );
  if (!genesis.ok) return genesis;
  const code = await rpc.ask("eth_getCode", [contract, "latest"], hexText);
  if (!code.ok) return code;
  return {
    ok: true,
    value: {
      chainId: Number(chainId.value),
      genesisHash: genesis.value,
      contract,
      codeHash: code.value === "0x" ? null : (keccak256(code.value) as Hex),
    },
  };
}

/** First way in which the chain is not the one remembered, from the most to the least fundamental; null when it is. */
export function compareIdentity(remembered: ChainIdentity, actual: ChainIdentity): IdentityMismatch | null {
  if (remembered.chainId !== actual.chainId) return "chain-id";
  if (remembered.genesisHash !== actual.genesisHash) return "genesis";
  if (remembered.contract.toLowerCase() !== actual.contract.toLowerCase()) return "contract";
  if (actual.codeHash === null) return "no-code";
  return remembered.codeHash === actual.codeHash ? null : "other-code";
}
