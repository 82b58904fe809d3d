import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { LocalDay } from "@/lib/core/time/zone";
import type { ShipmentPurpose } from "./purposes";
import { type Contents, shipBlockers } from "./ship-blockers";

/** So many packs of a batch, as a person counts them and a label names them. */
export type QuantityLine = { readonly gtin: string; readonly batch: string; readonly quantity: number };

/** A batch at a site: what may be against its packs, and how many without serials are on the site's book. */
export type Lot = Pick<Contents, "batch" | "product"> & {
  readonly gtin: string;
  /** Its packs carry serials: a number says nothing about them. */
  readonly serialised: boolean;
  readonly count: number;
};

/** A line together with the batch it names. */
export type LotLine<Of extends Lot = Lot> = { readonly lot: Of; readonly quantity: number };

export const QUANTITY_AT_MOST = 1_000_000;

export type NamedCode = "NOTHING_COUNTED" | "QUANTITY_INVALID" | "BATCH_UNKNOWN" | "SERIALS_NEEDED";

/** Lines as they were counted, each with its batch; a batch stands in one line. */
export function matchLots<Of extends Lot>(
  lines: readonly QuantityLine[],
  lots: readonly Of[],
): Result<readonly LotLine<Of>[], NamedCode> {
  if (lines.length === 0) {
    return refuse("NOTHING_COUNTED", "Nothing has been counted yet.", "Enter how many of which batch.");
  }
  const matched = new Map<Of, number>();
  for (const { gtin, batch, quantity } of lines) {
    const facts = { gtin, batch };
    const lot = lots.find((one) => one.gtin === gtin && one.batch.number === batch);
    if (!lot) {
      return refuse(
        "BATCH_UNKNOWN",
        `There is no batch ${batch} of this product in Packproof.`,
        "Read the batch number off the pack again.",
        facts,
      );
    }
    if (lot.serialised) {
      return refuse(
        "SERIALS_NEEDED",
        "The packs of this product carry serial numbers.",
        "Scan each pack, or the label of its container.",
        facts,
      );
    }
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > QUANTITY_AT_MOST || matched.has(lot)) {
      return refuse(
        "QUANTITY_INVALID",
        `Batch ${batch} needs one whole number from 1 to ${QUANTITY_AT_MOST}.`,
        "Count again, batch by batch.",
        facts,
      );
    }
    matched.set(lot, quantity);
  }
  return ok([...matched].map(([lot, quantity]) => ({ lot, quantity })));
}

/** Whether so many are on the site's book. */
export function areThere(lines: readonly LotLine[]): Result<true, "QUANTITY_SHORT"> {
  for (const { lot, quantity } of lines) {
    if (quantity > lot.count) {
      return refuse(
        "QUANTITY_SHORT",
        `Your site's book has ${lot.count} packs of batch ${lot.batch.number}, not ${quantity}.`,
        "Count again, or count in what stands here first.",
        { gtin: lot.gtin, batch: lot.batch.number, there: lot.count, wanted: quantity },
      );
    }
  }
  return ok(true);
}

/** Lines as the rules of shipments ask about goods. */
export const contentsOfLots = <Of extends Lot>(lines: readonly LotLine<Of>[]) =>
  lines.map(({ lot, quantity }) => ({ ...PLAIN, ...lot, count: quantity }));

/** Whether so many may leave the book for this purpose: they must be there, with nothing against their batch. */
export function takeLots(
  lines: readonly LotLine[],
  today: LocalDay,
  purpose: ShipmentPurpose,
): Result<true, "QUANTITY_SHORT" | "BLOCKED_UNIT"> {
  const there = areThere(lines);
  if (!there.ok) return there;
  const [blocker] = shipBlockers(contentsOfLots(lines), today, purpose);
  return blocker
    ? refuse(
        "BLOCKED_UNIT",
        `Packs of batch ${blocker.batchNumber} may not be used: ${WHY[blocker.reason] ?? blocker.reason}.`,
        "Put them aside.",
        { reason: blocker.reason, batch: blocker.batchNumber },
      )
    : ok(true);
}

/** A quantity line of a delivery: what is neither received nor missing is still expected. */
export type ExpectedQuantity = QuantityLine & { readonly received: number; readonly missing: number };

export type QuantityProgress<Line extends ExpectedQuantity> = {
  /** Every line that expects something: what came of it now, and what did not. */
  readonly lines: readonly { readonly line: Line; readonly came: number; readonly absent: number }[];
  /** More than was shipped, or of a batch that was not: set aside until both sides agree what it is. */
  readonly over: readonly QuantityLine[];
  readonly received: number;
  readonly absent: number;
};

/** Compares what a delivery still brings with what was counted. */
export function matchQuantities<Line extends ExpectedQuantity>(
  shipped: readonly Line[],
  counted: readonly QuantityLine[],
): QuantityProgress<Line> {
  const cameOf = ({ gtin, batch }: Pick<QuantityLine, "gtin" | "batch">): number =>
    counted.reduce((sum, one) => sum + (one.gtin === gtin && one.batch === batch ? one.quantity : 0), 0);
  const open = ({ quantity, received, missing }: ExpectedQuantity): number => quantity - received - missing;
  const lines = shipped
    .filter((line) => open(line) > 0)
    .map((line) => {
      const came = Math.min(cameOf(line), open(line));
      return { line, came, absent: open(line) - came };
    });
  const over = counted.flatMap((one) => {
    const { came = 0 } = lines.find(({ line }) => line.gtin === one.gtin && line.batch === one.batch) ?? {};
    return one.quantity > came ? [{ ...one, quantity: one.quantity - came }] : [];
  });
  return {
    lines,
    over,
    received: lines.reduce((sum, { came }) => sum + came, 0),
    absent: lines.reduce((sum, { absent }) => sum + absent, 0),
  };
}

/** No pack of a number has a state or a hold of its own. */
const PLAIN = {
  state: "ACTIVE",
  ownDisposition: null,
  held: false,
  containersHeld: false,
  recallHeld: false,
} as const;

const WHY: Readonly<Record<string, string>> = {
  WITHDRAWN: "the product is withdrawn",
  RECALLED: "the batch is recalled",
  EXPIRED: "it is past its expiry date",
  BATCH_HELD: "the batch is on hold",
  BATCH_UNRELEASED: "the batch is not released",
};
