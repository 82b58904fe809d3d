import { type Declared, RETURN_REASONS, type ReturnReason, whatWasSeen } from "@/lib/core/pack/restock";
import type { LocalDay } from "@/lib/core/time/zone";
import { contentsOfLots, type LotLine } from "./quantities";
import { type ShipReason, shipBlockers } from "./ship-blockers";

/**
 * "May these go back to stock?" of packs without serials: what stops a sale of their batch, what the person at the desk
 * saw, and never what a recall brought back (EU Guidelines on Good Distribution Practice, 2013/C 343/01, 6.3).
 */
export function mayRestockLot(
  { lot, quantity }: LotLine,
  today: LocalDay,
  declared: Declared,
): readonly ReturnReason[] {
  const asStock = contentsOfLots([{ lot: { ...lot, book: "STOCK" }, quantity }]);
  return [
    ...shipBlockers(asStock, today, "sale").flatMap(({ reason }) => (isReturnReason(reason) ? [reason] : [])),
    ...(lot.book === "RETRIEVED" ? (["RETRIEVED"] as const) : []),
    ...whatWasSeen(declared),
  ];
}

const isReturnReason = (reason: ShipReason): reason is ShipReason & ReturnReason =>
  (RETURN_REASONS as readonly string[]).includes(reason);
