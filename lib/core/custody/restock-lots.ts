import { type Declared, RETURN_REASONS, type ReturnReason, whatWasSeen } from "@/lib/core/pack/restock";
import { RETURN_TIME_CODES, type Returned, returnTimeReason } from "@/lib/core/pack/returned";
import type { LocalDay } from "@/lib/core/time/zone";
import { contentsOfLots, type LotLine } from "./quantities";
import { type ShipReason, shipBlockers } from "./ship-blockers";

type Asked = {
  readonly line: LotLine;
  readonly today: LocalDay;
  /** ISO 3166 alpha-2 of the site that asks. */
  readonly market: string;
  readonly declared: Declared;
  /** How those of them came back that stand on the book of returns; null: no return is known of. */
  readonly back: readonly (Returned | null)[];
};

/**
 * "May these go back to stock?" of packs without serials: what stops a sale of their batch, when those came back that a
 * customer returned, what the person at the desk saw, and never what a recall brought back (EU Guidelines on Good
 * Distribution Practice, 2013/C 343/01, 6.3). `returned`: those that speak against it first.
 */
export function mayRestockLot({ line: { lot, quantity }, today, market, declared, back }: Asked): {
  readonly reasons: readonly ReturnReason[];
  readonly returned: Returned | null;
} {
  const asStock = contentsOfLots([{ lot: { ...lot, book: "STOCK" }, quantity }]);
  const times = back.map((returned) => ({ returned, reason: returnTimeReason(returned, market) }));
  const reasons = [
    ...shipBlockers(asStock, today, "sale").flatMap(({ reason }) => (isReturnReason(reason) ? [reason] : [])),
    ...(lot.book === "RETRIEVED" ? (["RETRIEVED"] as const) : []),
    ...RETURN_TIME_CODES.filter((code) => times.some(({ reason }) => reason === code)),
    ...whatWasSeen(declared),
  ];
  const against = RETURN_TIME_CODES.flatMap((code) => times.find(({ reason }) => reason === code) ?? []);
  return { reasons, returned: [...against, ...times][0]?.returned ?? null };
}

const isReturnReason = (reason: ShipReason): reason is ShipReason & ReturnReason =>
  (RETURN_REASONS as readonly string[]).includes(reason);
