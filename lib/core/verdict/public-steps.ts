import type { PublicStatement } from "@/lib/core/proof/statement";

/** What a pack's page tells of its way. A step that ends in none of these is not told. */
export const PUBLIC_STEPS = ["made", "dispensed", "put-back", "exported", "sampled"] as const;
export type PublicStepKind = (typeof PUBLIC_STEPS)[number];

/** `moved`: told as one of a count, because routes belong to trade; `closed`: holds, thefts and the like, never told. */
export type PublicStepRule = PublicStepKind | "moved" | "closed";

const MOVES: ReadonlySet<string> = new Set([
  "packing",
  "unpacking",
  "shipping",
  "void_shipping",
  "receiving",
  "stock_taking",
]);

const TOLD: Readonly<Record<string, PublicStepKind>> = {
  "commissioning ACTIVE": "made",
  "dispensing SUPPLIED": "dispensed",
  // One event undoes a dispensing, an export, a sample and a check-out alike.
  "stocking ACTIVE": "put-back",
  "departing EXPORTED": "exported",
  "sampling SAMPLE": "sampled",
  "sampling FREE_SAMPLE": "sampled",
};

/**
 * What the public may know of one step of one pack. A list of what is told, not of what is kept back: a kind of step
 * that comes later stays closed until somebody has thought about it.
 */
export function publicStepOf(
  statement: Pick<PublicStatement, "bizStep" | "registryState" | "outcome">,
): PublicStepRule {
  const { bizStep, registryState, outcome } = statement;
  if (bizStep === null || outcome !== "applied") return "closed";
  if (MOVES.has(bizStep)) return "moved";
  return TOLD[`${bizStep} ${registryState}`] ?? "closed";
}
