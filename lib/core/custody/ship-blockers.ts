import type { BatchState, HoldKind, OwnDisposition, ProductState, RegistryState } from "@/lib/core/pack/axes";
import { BLOCKER_CODES, type BlockerCode, blockerRank, STATE_BLOCKER } from "@/lib/core/pack/blockers";
import type { BatchId } from "@/lib/core/pack/ids";
import { isExpired } from "@/lib/core/time/days";
import type { LocalDay } from "@/lib/core/time/zone";
import { PURPOSES, type ShipmentPurpose } from "./purposes";

/**
 * Packs of one tree that are alike in everything that may block them. Rows are as many as batches and states, so
 * a pallet of five thousand packs is checked as fast as one pack.
 */
export type Contents = {
  readonly count: number;
  readonly state: RegistryState;
  readonly ownDisposition: OwnDisposition | null;
  /** A hold of their own. */
  readonly held: boolean;
  /** A hold on a container they are in. */
  readonly containersHeld: boolean;
  /** One of their own holds is a recall's: by serial number, or because they replace recalled packs. */
  readonly recallHeld: boolean;
  readonly batch: {
    readonly id: BatchId;
    readonly number: string;
    readonly state: BatchState;
    readonly held: boolean;
    readonly recalled: boolean;
    readonly lastValidDay: LocalDay;
  };
  readonly product: { readonly state: ProductState };
};

/**
 * HELD: by which kind of hold isn't counted, and the answer is the same for all of them but a recall's. What a pack in
 * hand is doubted for nobody knows of a whole tree.
 */
export type ShipReason =
  | Exclude<BlockerCode, `${Exclude<HoldKind, "RECALL">}_HOLD` | "CLONE_SUSPECTED">
  | "HELD"
  | "REPORTED_MISSING"
  | "RETURNED";

export type ShipBlocker = {
  readonly reason: ShipReason;
  readonly batchId: BatchId;
  readonly batchNumber: string;
  readonly count: number;
};

/** What in a tree may not leave for this purpose, gravest first; rows of one batch and reason are added up. */
export function shipBlockers(
  contents: readonly Contents[],
  today: LocalDay,
  purpose: ShipmentPurpose,
): readonly ShipBlocker[] {
  const { tolerates } = PURPOSES[purpose];
  const found = new Map<string, ShipBlocker>();
  for (const row of contents) {
    const [reason] = reasonsOf(row, today)
      .filter((candidate) => !tolerates.has(candidate))
      .sort((a, b) => rankOf(a) - rankOf(b));
    if (!reason || row.count === 0) continue;
    const { id: batchId, number: batchNumber } = row.batch;
    const key = `${reason} ${batchId}`;
    const count = (found.get(key)?.count ?? 0) + row.count;
    found.set(key, { reason, batchId, batchNumber, count });
  }
  return [...found.values()].sort((a, b) => rankOf(a.reason) - rankOf(b.reason));
}

/** Packs that no recall asks for: by batch on one of the markets, or one by one. */
export const notRecalled = <Row extends Contents>(contents: readonly Row[]): readonly Row[] =>
  contents.filter(({ batch, recallHeld, count }) => count > 0 && !batch.recalled && !recallHeld);

const OWN_REASON: Record<OwnDisposition, ShipReason | null> = {
  RETURNED: "RETURNED",
  RETRIEVED: "RETRIEVED",
  DISPOSED: "DISPOSED",
  WITH_PATIENT: "WITH_PATIENT",
  UNKNOWN: "REPORTED_MISSING",
  // It came back from a party that doesn't track; nothing is wrong with it for that.
  LEFT_NETWORK: null,
};

const rankOf = (reason: ShipReason): number => {
  if (reason === "HELD") return blockerRank("REGULATOR_HOLD");
  if (reason === "REPORTED_MISSING" || reason === "RETURNED") return BLOCKER_CODES.length;
  return blockerRank(reason);
};

function reasonsOf(
  { state, ownDisposition, batch, product, ...row }: Contents,
  today: LocalDay,
): ShipReason[] {
  const reasons: (ShipReason | null | false)[] = [
    STATE_BLOCKER[state],
    product.state === "WITHDRAWN" && "WITHDRAWN",
    batch.recalled && "RECALLED",
    row.recallHeld && "RECALL_HOLD",
    isExpired(batch.lastValidDay, today) && "EXPIRED",
    batch.held && "BATCH_HELD",
    (row.held || row.containersHeld) && "HELD",
    batch.state !== "RELEASED" && "BATCH_UNRELEASED",
    ownDisposition && OWN_REASON[ownDisposition],
  ];
  return reasons.filter((reason) => reason !== null && reason !== false);
}
