import type { RecallClass, RecallDepth } from "@/lib/core/pack/axes";
import type { Balance } from "@/lib/core/recall/buckets";

/** A batch as the form shows it: what would come back, and what can't. */
export type RecallableBatch = {
  readonly id: string;
  readonly number: string;
  readonly packs: number;
  readonly withPatients: number;
  /** At sites and on the road. */
  readonly reachable: number;
};

/** Void packs never existed outside the maker: nobody looks for them. */
export const scopeOf = ({ commissioned, counts }: Balance): Omit<RecallableBatch, "id" | "number"> => ({
  packs: commissioned - counts.void,
  withPatients: counts.supplied,
  reachable:
    counts.saleable + counts["hospital-stock"] + counts["in-transit"] + counts.quarantined + counts.returned,
});

/** What is chosen and typed, as typed. */
export type RecallInput = {
  readonly class: `${RecallClass}` | null;
  readonly depth: RecallDepth | null;
  readonly markets: readonly string[];
  readonly reason: string;
  readonly publicText: string;
  /** Other batches by their ids. */
  readonly others: readonly string[];
  /** Null: the batch whole. */
  readonly serials: { readonly from: string; readonly to: string } | null;
  readonly confirm: string;
};

export const RECALL_FIELDS = ["class", "depth", "markets", "reason", "serials", "confirm"] as const;
export type RecallField = (typeof RECALL_FIELDS)[number];

/** What has to be filled in before it is sent; the rules are asked again by whoever decides. */
export function faultsOf(input: RecallInput, number: string): readonly RecallField[] {
  const { serials } = input;
  const missing: Record<RecallField, boolean> = {
    class: input.class === null,
    depth: input.depth === null,
    markets: input.markets.length === 0,
    reason: input.reason.trim() === "",
    serials: serials !== null && (serials.from.trim() === "" || serials.to.trim() === ""),
    confirm: input.confirm.trim() !== number,
  };
  return RECALL_FIELDS.filter((field) => missing[field]);
}

/** Which field a refusal is about; null: the recall as a whole. */
export const fieldOf = (code: string): RecallField | null => {
  if (code === "RECALL_REASON_MISSING") return "reason";
  if (code === "RECALL_MARKETS_INVALID" || code === "FORBIDDEN_MARKET") return "markets";
  return code === "SERIAL_UNKNOWN" || code === "RECALL_RANGE_INVALID" ? "serials" : null;
};

/** What is sent. Serial numbers are of one batch, so other batches are left out then. */
export const bodyOf = (batchId: string, input: RecallInput) => ({
  batchIds: input.serials === null ? [batchId, ...input.others] : [batchId],
  serials: input.serials && { from: input.serials.from.trim(), to: input.serials.to.trim() },
  markets: input.markets,
  recall: {
    class: Number(input.class),
    depth: input.depth,
    publicText: input.depth === "patient" && input.publicText.trim() !== "" ? input.publicText.trim() : null,
  },
  reason: input.reason.trim(),
});
