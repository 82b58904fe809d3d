import type { Licence } from "@/lib/core/custody/receiver";
import { policyOf } from "@/lib/core/policy/market-policy";
import { type Refused, refuse } from "@/lib/core/refusal";
import type { LocalDay } from "@/lib/core/time/zone";

/** How goods that were returned had come to whoever returned them. Times are epoch milliseconds. */
export type Returned = {
  /**
   * distributor: holds an authorisation for wholesale and supplies nobody else, so what it had was kept by the rules of
   * distribution. own: a site of the owner, and nobody's customer.
   */
  readonly from: "customer" | "distributor" | "own";
  /** When it left for them, by the earlier of the event's two times; null: they did not have it from us. */
  readonly suppliedAt: number | null;
  /** When its receipt was recorded. */
  readonly returnedAt: number;
};

export const RETURN_TIME_CODES = ["RETURN_NOT_OURS", "RETURN_TOO_LATE"] as const;
export type ReturnTimeCode = (typeof RETURN_TIME_CODES)[number];

const DAY = 24 * 3_600_000;

/** The last instant at which it may come back on that market and be stock again; null: no limit is known. */
export const returnOpenUntil = ({ suppliedAt, from }: Returned, market: string): number | null =>
  suppliedAt === null || from !== "customer" ? null : suppliedAt + policyOf(market).returnDays * DAY;

/**
 * Goods that left may be stock again only if it is shown that they were supplied to that customer, and came back within
 * an acceptable time: the EU's Guidelines on Good Distribution Practice, 2013/C 343/01, 6.3 (v) and (ii). What the ledger
 * knows no return of is not shown. Days are counted as 24 hours, like those of an undo.
 */
export function returnTimeReason(returned: Returned | null, market: string): ReturnTimeCode | null {
  if (returned?.from === "own") return null;
  if (!returned || returned.suppliedAt === null) return "RETURN_NOT_OURS";
  const until = returnOpenUntil(returned, market);
  return until !== null && returned.returnedAt > until ? "RETURN_TOO_LATE" : null;
}

/** What that customer is for the time limit. The guidelines except wholesalers, and of those no pharmacies. */
export function customerKind(licences: readonly Licence[], today: LocalDay): "customer" | "distributor" {
  const holds = (wanted: string): boolean =>
    licences.some(
      ({ kind, validFrom, validTo }) =>
        kind === wanted && validFrom <= today && (validTo === null || today <= validTo),
    );
  return holds("wholesaler") && !holds("pharmacy") ? "distributor" : "customer";
}

/** Epoch milliseconds. */
export type ReturnTimes = Pick<Returned, "suppliedAt" | "returnedAt"> & {
  /** Until when it had to be back; null: no limit is known. */
  readonly until: number | null;
};

export const timesOf = (returned: Returned, market: string): ReturnTimes => ({
  suppliedAt: returned.suppliedAt,
  returnedAt: returned.returnedAt,
  until: returnOpenUntil(returned, market),
});

export function returnTimeRefused(
  code: ReturnTimeCode,
  returned: Returned | null,
  market: string,
): Refused<ReturnTimeCode> {
  const times = Object.entries(returned ? timesOf(returned, market) : {});
  const facts = Object.fromEntries(
    times.map(([of, at]) => [of, at === null ? null : new Date(at).toISOString()]),
  );
  return code === "RETURN_NOT_OURS"
    ? refuse(
        code,
        "It can't go back to stock, because your deliveries don't show that this customer had it from you.",
        "Keep it out of stock, and find out from whom the customer had it.",
        facts,
      )
    : refuse(
        code,
        `It can't go back to stock, because it came back later than ${policyOf(market).returnDays} days after it was shipped.`,
        "Keep it out of stock and dispose of it by your procedure.",
        facts,
      );
}
