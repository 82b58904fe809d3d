import type { ForbiddenCode } from "@/lib/core/access/can";
import { areThere, type Book, type NamedCode } from "@/lib/core/custody/quantities";
import { mayRestockLot } from "@/lib/core/custody/restock-lots";
import { restockQuantities as event } from "@/lib/core/epcis/pharma/quantities";
import { type Declared, type ReturnReason, returnRefused } from "@/lib/core/pack/restock";
import { ok, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { changeQuantities, lotsOf, type QuantitiesChanged, type QuantityLines } from "./change-quantities";
import { look } from "./gate";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export type RestockQuantities = Command & QuantityLines & { readonly declared: Declared };

export type RestockQuantitiesCode = GateCode | NamedCode | "QUANTITY_SHORT" | "RETURN_REFUSED";

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
    const today = localDay(scope.timeZone, now);
    for (const line of lots.value) {
      const [reason] = mayRestockLot(line, today, declared);
      if (reason) return returnRefused(reason);
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
}[];

/** The same question, which changes nothing. */
export const checkQuantityReturn = (
  deps: Pick<Deps, "clock" | "ledger">,
  scope: TenantScope,
  { lines, declared }: Pick<RestockQuantities, "lines" | "declared">,
): Promise<Result<QuantityReturnCheck, ForbiddenCode | NamedCode>> =>
  look(deps, scope, "verify-pack", (now) =>
    deps.ledger.transact(scope, async (tx) => {
      const lots = await lotsOf(tx, scope, lines);
      if (!lots.ok) return lots;
      return ok(
        lots.value.map((line) => {
          const reasons = mayRestockLot(line, localDay(scope.timeZone, now), declared);
          const { gtin, book, batch } = line.lot;
          return {
            gtin,
            batch: batch.number,
            book,
            back: reasons.length > 0 ? "no" : "yes",
            reasons,
          } as const;
        }),
      );
    }),
  );
