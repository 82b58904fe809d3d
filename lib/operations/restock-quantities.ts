import type { ForbiddenCode } from "@/lib/core/access/can";
import { areThere, type Book, type LotLine, type NamedCode } from "@/lib/core/custody/quantities";
import { mayRestockLot } from "@/lib/core/custody/restock-lots";
import { returnsTaken } from "@/lib/core/custody/returned-lots";
import { restockQuantities as event } from "@/lib/core/epcis/pharma/quantities";
import { type Declared, type ReturnCode, type ReturnReason, returnRefused } from "@/lib/core/pack/restock";
import { type ReturnTimes, timesOf } from "@/lib/core/pack/returned";
import { ok, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { changeQuantities, lotsOf, type QuantitiesChanged, type QuantityLines } from "./change-quantities";
import { look } from "./gate";
import { returnersOf } from "./how-returned";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, LedgerTx } from "./ports";
import type { SiteLot } from "./quantity-ports";
import type { TenantScope } from "./scope";

export type RestockQuantities = Command & QuantityLines & { readonly declared: Declared };

export type RestockQuantitiesCode = GateCode | NamedCode | "QUANTITY_SHORT" | ReturnCode;

/**
 * The returns desk, for packs without serials: those on a book beside the stock are stock again. What was set aside
 * because something was wrong with it is freed by whoever may release a hold.
 */
export const restockQuantities = (
  deps: Deps,
  scope: TenantScope,
  command: RestockQuantities,
): Promise<Result<QuantitiesChanged, RestockQuantitiesCode>> =>
  perform(deps, scope, { action: actionOf(command), command }, async (tx, now) => {
    const { declared, entry } = command;
    const lots = await lotsOf(tx, scope, command.lines);
    if (!lots.ok) return lots;
    const there = areThere(lots.value);
    if (!there.ok) return there;
    for (const { market, reasons, returned } of await answersTo(deps, tx, scope, lots.value, declared, now)) {
      const [reason] = reasons;
      if (reason) return returnRefused(reason, returned, market);
    }
    // What is stock already stays so.
    const lines = lots.value.filter(({ lot }) => lot.book !== "STOCK");
    if (lines.length === 0) return ok({ packs: 0 });
    return ok(
      await changeQuantities(deps, tx, scope, { lines, off: true, onto: "STOCK", event, entry, now }),
    );
  });

const actionOf = ({ lines }: Pick<RestockQuantities, "lines">) =>
  lines.some(({ book }) => book === "SET_ASIDE") ? "release-hold" : "restock-packs";

export type QuantityReturnCheck = readonly {
  readonly gtin: string;
  readonly batch: string;
  readonly book: Book;
  readonly back: "yes" | "no";
  /** The gravest first. */
  readonly reasons: readonly ReturnReason[];
  /** Of those that a customer returned; where some speak against it, theirs. Null: of no return, or of one unknown. */
  readonly returned: ReturnTimes | null;
}[];

/** The same question, which changes nothing. */
export const checkQuantityReturn = (
  deps: Pick<Deps, "clock" | "ledger" | "directory">,
  scope: TenantScope,
  { lines, declared }: Pick<RestockQuantities, "lines" | "declared">,
): Promise<Result<QuantityReturnCheck, ForbiddenCode | NamedCode>> =>
  look(deps, scope, "verify-pack", (now) =>
    deps.ledger.transact(scope, async (tx) => {
      const lots = await lotsOf(tx, scope, lines);
      if (!lots.ok) return lots;
      const answers = await answersTo(deps, tx, scope, lots.value, declared, now);
      return ok(
        answers.map(({ lot: { gtin, book, batch }, market, reasons, returned }) => ({
          gtin,
          batch: batch.number,
          book,
          back: reasons.length > 0 ? ("no" as const) : ("yes" as const),
          reasons,
          returned: returned && timesOf(returned, market),
        })),
      );
    }),
  );

/** What the rules say of each line. */
async function answersTo(
  deps: Pick<Deps, "directory">,
  tx: LedgerTx,
  scope: TenantScope,
  lines: readonly LotLine<SiteLot>[],
  declared: Declared,
  now: number,
) {
  const { siteId, country: market, timeZone } = scope;
  const batches = lines.flatMap(({ lot }) => (lot.book === "RETURNED" ? [lot.batch.id] : []));
  const deliveries = batches.length === 0 ? [] : await tx.lotDeliveries(siteId, batches);
  const from = await returnersOf(deps, scope, now);
  return lines.map(({ lot, quantity }) => {
    const own = deliveries.filter(({ batchId }) => lot.book === "RETURNED" && batchId === lot.batch.id);
    const taken = lot.book === "RETURNED" ? returnsTaken(own, { count: lot.count, quantity }) : [];
    const back = taken.map((one) => one && { ...one, from: from(one.customerId) });
    const asked = { line: { lot, quantity }, today: localDay(timeZone, now), market, declared, back };
    return { lot, market, ...mayRestockLot(asked) };
  });
}
