import type { TravelPolicy } from "@/lib/core/custody/journey";
import type { RecallClass } from "@/lib/core/pack/axes";

/**
 * What differs from market to market, as data: one table, asked by the rules. A market without a row of its own
 * takes the European reading, which is the strictest of those known.
 */
export type MarketPolicy = {
  /** Scans of a supplied pack at the site that supplied it that are taken for a slip of the hand. */
  readonly repeatsTolerated: number;
  /** Typed entry may lack batch and expiry; the verdict then says what nobody compared. */
  readonly typedMayLack: boolean;
  /** Verdicts a responsible person may override with a reason. STOP never. */
  readonly overrides: { readonly CHECK: boolean; readonly CANNOT_TELL: boolean };
  /** Hours a site has to acknowledge a recall of that class; 0: at once. Null: a notice that asks for no answer. */
  readonly recallHours: Readonly<Record<RecallClass, number | null>>;
  /** A case may hold packs of more than one batch. */
  readonly mixedBatchCase: boolean;
  /** Packproof is the market's legal registry: a product it doesn't know must not be sold. */
  readonly legalRegistry: boolean;
  /** A recall down to wholesalers stops counters, too; false: they get a notice. */
  readonly wholesaleStopsCounters: boolean;
  /** Days from the shipping to a customer within which goods that come back may be stock again. */
  readonly returnDays: number;
  /** How fast one pack may be at another site. */
  readonly travel: TravelPolicy;
};

/**
 * Repeats: French and Finnish guidance. Response times: the United Kingdom's classes (class 1 at once, class 2 within
 * 48 hours, class 3 within 5 days, class 4 a notice), which the other rows share until their authority says otherwise.
 *
 * Returns: the "for example 10 days" of the EU's Guidelines on Good Distribution Practice (2013/C 343/01, 6.3 (ii)),
 * which every market has until its authority names another number.
 *
 * Travel: as fast as an airliner cruises, in a straight line, and half an hour for taking a pack to the way and off it.
 * Nothing that carries medicines is faster from door to door, so a genuine pack is not suspected for being quick; a
 * copy is often further away than that.
 */
const EUROPE: MarketPolicy = {
  repeatsTolerated: 2,
  typedMayLack: true,
  overrides: { CHECK: true, CANNOT_TELL: true },
  recallHours: { 1: 0, 2: 48, 3: 120, 4: null },
  mixedBatchCase: true,
  legalRegistry: false,
  wholesaleStopsCounters: true,
  returnDays: 10,
  travel: { kilometresPerHour: 900, handling: 30 * 60_000, near: 50 },
};

const MARKETS: Readonly<Record<string, MarketPolicy>> = {
  // A recall to the wholesale level is a notice to American pharmacies, not a stop; and the product identifier of
  // American law has lot and expiry in it (FD&C Act, section 581(14)).
  US: { ...EUROPE, wholesaleStopsCounters: false, typedMayLack: false },
};

/** `market`: ISO 3166 alpha-2 of the site that asks. */
export const policyOf = (market: string): MarketPolicy => MARKETS[market] ?? EUROPE;

/** Whether a responsible person may go on with a reason; never against a STOP. */
export const mayOverride = (verdict: string, market: string): boolean =>
  (verdict === "CHECK" || verdict === "CANNOT_TELL") && policyOf(market).overrides[verdict];
