import { equalBytes } from "@/lib/core/bytes/bytes";
import { type AnchorTick, away, halted, IDLE } from "./anchor-tick";
import type { AnchorDeps } from "./log-ports";

/**
 * Reads the newest final size again. Missing: the chain went back (a demo chain's older state, a deep
 * reorganisation), so this size and those before it, one after the other, are lost and anchored again, each, because
 * proofs name them. Different: halt.
 */
export async function reconcileAnchors({ anchors, chain, logId, clock }: AnchorDeps): Promise<AnchorTick> {
  for (;;) {
    const row = await anchors.newestFinal();
    if (!row) return IDLE;
    const root = await chain.rootAt(logId, row.size);
    if (!root.ok) return away(root.fault);
    if (root.value && equalBytes(root.value, row.root)) return IDLE;
    if (root.value) {
      return halted(`The chain holds another root at ${row.size} leaves than was anchored.`);
    }
    if (!(await anchors.update(row, { state: "lost" }, clock.now()))) return IDLE;
  }
}
