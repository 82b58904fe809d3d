import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { LocalDay } from "@/lib/core/time/zone";
import type { SeenProblem } from "./exceptions";
import type { ShipmentPurpose } from "./purposes";
import { type Contents, shipBlockers } from "./ship-blockers";

/** Where on a site's books packs without serials stand: what came back, or came with something wrong, is no stock. */
export const BOOKS = ["STOCK", "RETURNED", "RETRIEVED", "SET_ASIDE"] as const;
export type Book = (typeof BOOKS)[number];

/** So many packs of a batch, as a person counts them and a label names them. */
export type QuantityLine = {
  readonly gtin: string;
  readonly batch: string;
  readonly quantity: number;
  /** Absent: the stock. */
  readonly book?: Book | undefined;
};

/** A batch at a site: what may be against its packs, and how many without serials are on the site's book. */
export type Lot = Pick<Contents, "batch" | "product"> & {
  readonly gtin: string;
  /** Its packs carry serials: a number says nothing about them. */
  readonly serialised: boolean;
  readonly book: Book;
  /** On that book. */
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
  for (const { gtin, batch, quantity, book = "STOCK" } of lines) {
    const facts = { gtin, batch };
    const lot = lots.find((one) => one.gtin === gtin && one.batch.number === batch && one.book === book);
    const twice = [...matched.keys()].some((one) => one.batch.id === lot?.batch.id);
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
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > QUANTITY_AT_MOST || twice) {
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
        { gtin: lot.gtin, batch: lot.batch.number, book: lot.book, there: lot.count, wanted: quantity },
      );
    }
  }
  return ok(true);
}

/** Lines as the rules of shipments ask about goods. */
export const contentsOfLots = <Of extends Lot>(lines: readonly LotLine<Of>[]) =>
  lines.map(({ lot, quantity }) => ({ ...PLAIN, ...ON_BOOK[lot.book], ...lot, count: quantity }));

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

/** What a person saw on some of the packs that were counted. */
export type SeenQuantity = QuantityLine & { readonly kind: SeenProblem; readonly note: string };

/** Something may be wrong with what came, not with more than that. */
export function seenAmong(
  { lines }: Pick<QuantityProgress<ExpectedQuantity>, "lines">,
  seen: readonly SeenQuantity[],
): Result<true, "QUANTITY_INVALID"> {
  for (const { gtin, batch } of seen) {
    const of = (one: Pick<QuantityLine, "gtin" | "batch">) => one.gtin === gtin && one.batch === batch;
    const wrong = seen.reduce((sum, one) => sum + (of(one) ? one.quantity : 0), 0);
    const came = lines.find(({ line }) => of(line))?.came ?? 0;
    if (wrong > came) {
      return refuse(
        "QUANTITY_INVALID",
        `Something is said to be wrong with ${wrong} packs of batch ${batch}, and ${came} came.`,
        "Count those with a problem among those that came.",
        { gtin, batch },
      );
    }
  }
  return ok(true);
}

/** No pack of a number has a state or a hold of its own. */
const PLAIN = {
  state: "ACTIVE",
  ownDisposition: null,
  held: false,
  containersHeld: false,
  recallHeld: false,
} as const;

/** What standing on a book means, in the words of packs with serials. */
const ON_BOOK = {
  STOCK: {},
  RETURNED: { ownDisposition: "RETURNED" },
  RETRIEVED: { ownDisposition: "RETRIEVED" },
  SET_ASIDE: { held: true },
} as const satisfies Readonly<Record<Book, Partial<Contents>>>;

const WHY: Readonly<Record<string, string>> = {
  WITHDRAWN: "the product is withdrawn",
  RECALLED: "the batch is recalled",
  EXPIRED: "it is past its expiry date",
  BATCH_HELD: "the batch is on hold",
  RETURNED: "they came back, and nobody has put them to stock again",
  RETRIEVED: "a recall brought them back",
  HELD: "they are set aside",
  BATCH_UNRELEASED: "the batch is not released",
};
