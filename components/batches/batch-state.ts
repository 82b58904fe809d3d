import type { StateTone } from "@/components/ui/state-label";
import type { BatchLine } from "@/lib/operations/desk-ports";

export type BatchStateName = "planned" | "awaiting" | "released" | "held" | "recalled" | "expired";

export const STATE_TONE: Readonly<Record<BatchStateName, StateTone>> = {
  planned: "neutral",
  awaiting: "caution",
  released: "live",
  held: "caution",
  recalled: "stopped",
  expired: "neutral",
};

type Facts = Pick<BatchLine, "state" | "held" | "recalled" | "lastValidDay" | "commissioned">;

/**
 * The one word that a batch is in for its maker; what stops more comes first.
 * @param today YYYY-MM-DD at the asking site
 */
export function batchStateOf(batch: Facts, today: string): BatchStateName {
  if (batch.recalled) return "recalled";
  if (batch.lastValidDay < today) return "expired";
  if (batch.held) return "held";
  if (batch.state === "RELEASED") return "released";
  return batch.commissioned === 0 ? "planned" : "awaiting";
}

/** Whether packs may still be commissioned into it. */
export const isOpen = (batch: Facts, today: string): boolean => {
  const state = batchStateOf(batch, today);
  return state === "planned" || state === "awaiting";
};

/** What has left the asking organisation in good order. */
export const shippedOf = (batch: Pick<BatchLine, "inTransit" | "elsewhere" | "supplied">): number =>
  batch.inTransit + batch.elsewhere + batch.supplied;

/** Packs that can't be sold: all that are left of a stopped batch, else the ones under a hold. */
export const blockedOf = (batch: BatchLine, today: string): number => {
  const state = batchStateOf(batch, today);
  return state === "recalled" || state === "held" || state === "expired"
    ? batch.atSite + batch.inTransit + batch.elsewhere + batch.heldPacks
    : batch.heldPacks;
};
