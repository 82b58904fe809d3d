import { ok, type Result, refuse } from "@/lib/core/refusal";

export type WithdrawInput = {
  readonly markets: readonly string[];
  readonly reason: string;
  /** Markets it is withdrawn from already. */
  readonly withdrawnFrom: readonly string[];
  /** Withdrawn on every market: nothing is left to withdraw. */
  readonly everywhere: boolean;
  /** The authority's own market; null: the holder asks. */
  readonly authorityOf: string | null;
};

export type WithdrawCode = "WITHDRAWAL_MARKETS_INVALID" | "WITHDRAWAL_REASON_MISSING" | "FORBIDDEN_MARKET";

/**
 * T11, ACTIVE → WITHDRAWN on these markets (ISO 3166 alpha-2). Irreversible; asking again changes nothing. Value: the
 * markets on which something changes, sorted.
 */
export function withdrawProduct(input: WithdrawInput): Result<readonly string[], WithdrawCode> {
  const { markets, authorityOf } = input;
  if (markets.length === 0 || markets.some((market) => !/^[A-Z]{2}$/.test(market))) {
    return refuse(
      "WITHDRAWAL_MARKETS_INVALID",
      "A withdrawal names the markets it is for by their country codes.",
      "Choose at least one market.",
    );
  }
  const foreign = markets.find((market) => authorityOf !== null && market !== authorityOf);
  if (foreign !== undefined) {
    return refuse(
      "FORBIDDEN_MARKET",
      "An authority withdraws on its own market only.",
      "Ask the authority of that market.",
      { market: foreign },
    );
  }
  if (input.reason.trim() === "") {
    return refuse("WITHDRAWAL_REASON_MISSING", "A withdrawal needs its reason.", "Say why.");
  }
  if (input.everywhere) return ok([]);
  return ok([...new Set(markets)].filter((market) => !input.withdrawnFrom.includes(market)).sort());
}
