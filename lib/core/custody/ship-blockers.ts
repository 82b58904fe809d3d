import type { BatchFacts, HoldKind, PackFacts, RegistryState } from "@/lib/core/pack/axes";
import { type BlockerCode, blockerRank, blockersOf } from "@/lib/core/pack/blockers";
import type { HoldId } from "@/lib/core/pack/ids";
import type { LocalDay } from "@/lib/core/time/zone";

/**
 * One row of the running counters of a tree: packs of one batch in one state. Rows are as many as batches and
 * states, so a pallet of five thousand packs is checked as fast as one pack.
 */
export type Contents = {
  readonly batch: BatchFacts;
  readonly product: PackFacts["product"];
  readonly registryState: RegistryState;
  readonly ownDisposition: PackFacts["ownDisposition"];
  readonly holds: readonly { readonly kind: HoldKind; readonly id: HoldId }[];
  readonly count: number;
};

export type ShipBlocker = {
  readonly reason: BlockerCode | "REPORTED_MISSING";
  readonly batchNumber: string;
  readonly count: number;
};

/** What in a tree may not be sold, gravest first; rows of one batch and reason are added up. */
export function shipBlockers(contents: readonly Contents[], today: LocalDay): readonly ShipBlocker[] {
  const found = new Map<string, ShipBlocker>();
  for (const row of contents) {
    if (row.count === 0) continue;
    const missing = row.ownDisposition === "UNKNOWN";
    const reason = blockersOf(row, today)[0]?.code ?? (missing ? "REPORTED_MISSING" : null);
    if (!reason) continue;
    const key = `${reason} ${row.batch.id}`;
    const count = (found.get(key)?.count ?? 0) + row.count;
    found.set(key, { reason, batchNumber: row.batch.number, count });
  }
  const rank = ({ reason }: ShipBlocker): number =>
    reason === "REPORTED_MISSING" ? Number.MAX_SAFE_INTEGER : blockerRank(reason);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
