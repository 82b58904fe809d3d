import { type Answer, fault } from "./fault";
import type { Rpc } from "./provider";
import { quantity, record } from "./shape";

/**
 * When a block can no longer go away. There is no default for a chain that does not know the tag: whoever runs
 * Packproof on it must choose.
 * - tag: the chain says so itself ("finalized" after about 13 min on Ethereum; "safe" is weaker).
 * - depth: so many blocks on top.
 * - instant: every mined block is final (one block producer).
 */
export type Finality =
  | { readonly kind: "tag"; readonly tag: "finalized" | "safe" }
  | { readonly kind: "depth"; readonly blocks: number }
  | { readonly kind: "instant" };

/** Number of the newest final block; -1n while even the genesis block is not. */
export async function readFinalizedBlock(rpc: Rpc, finality: Finality): Promise<Answer<bigint>> {
  if (finality.kind !== "tag") {
    const depth = finality.kind === "depth" ? BigInt(finality.blocks) : 0n;
    return rpc.ask("eth_blockNumber", [], (latest) => {
      const block = quantity(latest) - depth;
      return block < 0n ? -1n : block;
    });
  }
  const { tag } = finality;
  const block = await rpc.ask("eth_getBlockByNumber", [tag, false], (result) =>
    result === null ? null : quantity(record(result).number),
  );
  if (block.ok && block.value !== null) return { ok: true, value: block.value };
  if (!block.ok && block.fault.kind !== "rejected") return block;
  const why = block.ok
    ? "the chain answered nothing"
    : block.fault.kind === "rejected"
      ? block.fault.detail
      : "";
  return fault({ kind: "no-finality", detail: `no "${tag}" block: ${why}` });
}
