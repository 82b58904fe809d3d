import type { FieldMatch, PackFacts } from "@/lib/core/pack/axes";
import type { ScanFault } from "./triage";

/** How a reading compares with the pack it was matched to by product code and serial. */
export type ReadingMatch = {
  readonly batch: FieldMatch;
  readonly expiry: FieldMatch;
  /** What explains a mismatch (triage.ts); null: nothing does. */
  readonly fault: ScanFault | null;
  /** A person confirmed that the print on the pack equals what was read. */
  readonly printConfirmed: boolean;
};

export type Asked =
  /** `now`: epoch milliseconds. */
  | { readonly kind: "pack"; readonly facts: PackFacts; readonly match: ReadingMatch; readonly now: number }
  /** A known product whose serial isn't registered; `fault`: a near serial that is, as triage explains it. */
  | { readonly kind: "unknown-serial"; readonly fault: ScanFault | null; readonly printConfirmed: boolean }
  /** `legalRegistry`: Packproof is the market's legal registry, so a product it doesn't know must not be sold. */
  | { readonly kind: "unknown-product"; readonly legalRegistry: boolean }
  /** `linear`: the EAN/UPC of a product whose packs do carry a serial was read. */
  | { readonly kind: "not-serialised"; readonly linear: boolean }
  /** `issue`: the first thing wrong with the reading, as a code of the GS1 parser. */
  | { readonly kind: "unreadable"; readonly issue: string }
  /** `since`: epoch milliseconds of the last answer; null: there was none yet. */
  | { readonly kind: "registry-unreachable"; readonly since: number | null };
