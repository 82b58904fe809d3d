import { fromHex } from "@/lib/core/bytes/hex";
import type { ReadChain } from "@/lib/core/proof/chain-step";
import type { Expectation, VerifyOptions } from "@/lib/core/proof/verify-proof";
import { browserPrimitives } from "@/lib/primitives/browser";
import { rpcChainReader } from "@/lib/primitives/rpc-root";

/** What this site says of its log and its chain, given to the page with the page: the checker asks for nothing more. */
export type ProofSetting = {
  /** Null before the log was opened. */
  readonly log: {
    readonly origin: string;
    /** C2SP verifier keys. */
    readonly checkpointKey: string;
    readonly headKey: string;
  } | null;
  /** Decimal. */
  readonly chainId: string;
  /** 0x and 40 hex digits. */
  readonly contract: string;
  /** A node that browsers may ask; null: the chain is not asked. */
  readonly rpcUrl: string | null;
  /** The chain runs on the computer that serves this page. */
  readonly demo: boolean;
};

/** How a file is checked here: against this site's log and contract, with the browser's own primitives. */
export function verifyOptions(setting: ProofSetting): {
  readonly alone: VerifyOptions;
  readonly chain: VerifyOptions | null;
} {
  const contract = fromHex(setting.contract.slice(2).toLowerCase());
  const expect: Expectation = {
    ...setting.log,
    ...(contract && { contracts: [{ chainId: BigInt(setting.chainId), contract }] }),
  };
  const readChain: ReadChain | null =
    setting.rpcUrl === null ? null : rpcChainReader(setting.rpcUrl, browserPrimitives.keccak256);
  return { alone: { expect }, chain: readChain && { expect, readChain } };
}
