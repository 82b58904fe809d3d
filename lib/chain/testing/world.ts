import { randomBytes } from "node:crypto";
import { vi } from "vitest";
import type { AnchorStep } from "../anchor-transaction";
import { type ChainClient, type ChainConfig, openChain } from "../client";
import { deployPackproofLog, openLog } from "../deploy";
import type { Answer } from "../fault";
import { signHead } from "../head-signature";
import { type Hex, toHex } from "../hex";
import { addressOf } from "../keys";
import type { Receipt } from "../transaction";
import { type Anvil, startAnvil } from "./anvil";
import { consistencyProof, entries, rootOf, sha256 } from "./tree";

export const gwei = 1_000_000_000n;

/** The value of an answer a test relies on; the fault is the test's failure message. */
export function value<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new Error(
    `unexpected fault: ${JSON.stringify(answer.fault, (_, v) => (typeof v === "bigint" ? `${v}` : v))}`,
  );
}

export const freshKey = (): Hex => toHex(new Uint8Array(randomBytes(32)));
export const freshLogId = (): Uint8Array => sha256(randomBytes(32));

/** A contract on its own chain, with one open log. */
export async function startWorld(anvil?: Anvil) {
  const chain = anvil ?? (await startAnvil());
  const on = {
    rpcUrl: chain.rpcUrl,
    chainId: chain.chainId,
    administratorKey: chain.funderKey,
    feeCap: 100n * gwei,
  };
  const { contract, gasUsed: deployGas } = value(await deployPackproofLog(on));
  const headKey = freshKey();
  const logId = freshLogId();
  value(await openLog(on, contract, { logId, headKey: addressOf(headKey) }));
  const config: ChainConfig = {
    rpcUrl: chain.rpcUrl,
    chainId: chain.chainId,
    contract,
    finality: { kind: "tag", tag: "finalized" },
    payerKey: chain.funderKey,
    feeCap: 100n * gwei,
  };
  const client = open(config);
  return { chain, on, contract, deployGas, headKey, logId, config, client };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

export function open(config: ChainConfig): ChainClient {
  const opened = openChain(config);
  if (!opened.ok) throw new Error(opened.refusal.message);
  return opened.value;
}

/** The anchor step of the made-up log `history` from one size to the next, honestly proven and signed. */
export function step(
  { logId, headKey }: Pick<World, "logId" | "headKey">,
  oldSize: number,
  newSize: number,
  history?: string,
) {
  const leaves = entries(newSize, history);
  const root = rootOf(leaves);
  return {
    logId,
    oldSize: BigInt(oldSize),
    newSize: BigInt(newSize),
    root,
    proof: oldSize === 0 ? [] : consistencyProof(oldSize, leaves),
    headSignature: signHead(headKey, { logId, size: BigInt(newSize), root }),
  };
}

/** The receipt, as soon as there is one: anvil answers a sent transaction before it has mined it. */
export const mined = (
  hash: Hex,
  chain: { receiptOf(hash: Hex): Promise<Answer<Receipt | null>> },
): Promise<Receipt> =>
  vi.waitFor(
    async () => {
      const receipt = value(await chain.receiptOf(hash));
      if (!receipt) throw new Error(`${hash} is not mined`);
      return receipt;
    },
    { interval: 2, timeout: 10_000 },
  );

/** Anchors one step, up to its receipt. */
export async function anchor(client: ChainClient, anchorStep: AnchorStep) {
  const nonce = value(await client.nextNonce());
  const prepared = value(await client.prepareAnchor(anchorStep, { nonce }));
  value(await client.broadcast(prepared.rawTx));
  const receipt = await mined(prepared.hash, client);
  if (receipt.status !== "success") throw new Error("the anchor reverted");
  return { ...prepared, receipt };
}
