import type { BatchFacts, HoldKind, PackFacts, RegistryState } from "@/lib/core/pack/axes";
import { BLOCKER_CODES, type BlockerCode, blockerRank, blockersOf } from "@/lib/core/pack/blockers";
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

export type ShipReason = BlockerCode | "REPORTED_MISSING" | "RETURNED";

export type ShipBlocker = {
  readonly reason: ShipReason;
  readonly batchNumber: string;
  readonly count: number;
};

/** What in a tree may not be sold, gravest first; rows of one batch and reason are added up. */
export function shipBlockers(contents: readonly Contents[], today: LocalDay): readonly ShipBlocker[] {
  const found = new Map<string, ShipBlocker>();
  for (const row of contents) {
    const reason = reasonOf(row, today);
    if (!reason || row.count === 0) continue;
    const key = `${reason} ${row.batch.id}`;
    const count = (found.get(key)?.count ?? 0) + row.count;
    found.set(key, { reason, batchNumber: row.batch.number, count });
  }
  return [...found.values()].sort((a, b) => rankOf(a.reason) - rankOf(b.reason));
}

function reasonOf(row: Contents, today: LocalDay): ShipReason | null {
  const [gravest] = blockersOf(row, today);
  if (gravest) return gravest.code;
  if (row.ownDisposition === "UNKNOWN") return "REPORTED_MISSING";
  return row.ownDisposition === "RETURNED" ? "RETURNED" : null;
}

const rankOf = (reason: ShipReason): number =>
  reason === "REPORTED_MISSING" || reason === "RETURNED" ? BLOCKER_CODES.length : blockerRank(reason);
