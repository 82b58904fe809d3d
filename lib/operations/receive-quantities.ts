import type { ExceptionKind } from "@/lib/core/custody/exceptions";
import { PURPOSES } from "@/lib/core/custody/purposes";
import {
  contentsOfLots,
  type LotLine,
  matchLots,
  type QuantityLine,
  type QuantityProgress,
  type SeenQuantity,
} from "@/lib/core/custody/quantities";
import { shipBlockers } from "@/lib/core/custody/ship-blockers";
import { quantitiesCameBack, setQuantitiesAside } from "@/lib/core/epcis/pharma/quantities";
import { lgtinLink } from "@/lib/core/gs1/link";
import type { EventId } from "@/lib/core/pack/ids";
import { localDay } from "@/lib/core/time/zone";
import { changeQuantities } from "./change-quantities";
import type { Delivery, Deps, EntryMode, LedgerTx } from "./ports";
import type { ShippedQuantity, SiteLot } from "./quantity-ports";
import type { TenantScope } from "./scope";

type Counted = {
  readonly delivery: Delivery;
  /** Null: nothing came. */
  readonly eventId: EventId | null;
  readonly progress: QuantityProgress<ShippedQuantity>;
  readonly seen: readonly SeenQuantity[];
  /** The rest goes on being expected. */
  readonly later: boolean;
  readonly entry: EntryMode;
  readonly now: number;
};

type Difference = {
  readonly kind: ExceptionKind;
  readonly link: string;
  readonly quantity: number;
  readonly note: string;
};

export type Booked = { readonly differences: readonly Difference[]; readonly setAside: number };

/**
 * What came of a delivery's quantity lines stands on the site's stock; what came back, and what came with something
 * wrong, goes from there to a book of its own, told by an event of its own. Every difference is for both sides.
 */
export async function bookQuantities(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  counted: Counted,
): Promise<Booked> {
  const { delivery, eventId, progress, later } = counted;
  const missing = progress.lines.flatMap(({ line, absent }) =>
    absent === 0 || later
      ? []
      : [difference("missing", line, absent, `Of ${line.quantity} that were shipped`)],
  );
  const over = progress.over.map((line) =>
    difference("overage", line, line.quantity, "More than this delivery brings"),
  );
  if (progress.lines.length === 0) return { differences: over, setAside: 0 };
  const of = progress.lines.map(({ line, came, absent }) => ({
    batchId: line.batchId,
    received: came,
    missing: later ? 0 : absent,
  }));
  await tx.receiveQuantities({ shipmentId: delivery.id, eventId, siteId: scope.siteId, of });
  const wrong = progress.received > 0 ? await apart(deps, tx, scope, counted) : [];
  const setAside = wrong.reduce((sum, { quantity }) => sum + quantity, 0);
  return { differences: [...missing, ...over, ...wrong], setAside };
}

/** Off the stock again: what is a return, and what has something wrong, of which it returns the differences. */
async function apart(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { delivery, progress, seen, entry, now }: Counted,
): Promise<readonly Difference[]> {
  const came = progress.lines.flatMap(({ line: { gtin, batch }, came: quantity }) =>
    quantity > 0 ? [{ gtin, batch, quantity }] : [],
  );
  const matched = matchLots(came, await tx.lockLots(scope.siteId, came));
  if (!matched.ok) throw new Error(`A line of a delivery names no batch: ${matched.refusal.code}`);
  const { arrivesAs } = PURPOSES[delivery.purpose];
  const told = { entry, now, parties: [delivery.senderId], off: true };
  if (arrivesAs) {
    const by = arrivesAs === "RETURNED" ? "returned" : "recalled";
    await changeQuantities(deps, tx, scope, {
      ...told,
      lines: matched.value,
      onto: arrivesAs,
      event: (facts) => quantitiesCameBack({ ...facts, by }),
    });
  }
  const wrong = matched.value.flatMap((line) => wrongWith(line, scope, delivery, { seen, now }));
  if (wrong.length === 0) return [];
  const lines = matched.value.flatMap(({ lot }) => {
    const quantity = wrong.reduce((sum, one) => sum + (one.lot === lot ? one.quantity : 0), 0);
    return quantity > 0 ? [{ lot: { ...lot, book: arrivesAs ?? lot.book }, quantity }] : [];
  });
  await changeQuantities(deps, tx, scope, { ...told, lines, onto: "SET_ASIDE", event: setQuantitiesAside });
  return wrong.map(({ lot: _lot, ...found }) => found);
}

/** All of a line that was meant for another site or may not be used, else as many as a person saw something wrong with. */
function wrongWith(
  { lot, quantity }: LotLine<SiteLot>,
  { siteId, timeZone }: TenantScope,
  { receiverSiteId, purpose }: Delivery,
  { seen, now }: Pick<Counted, "seen" | "now">,
): readonly (Difference & { readonly lot: SiteLot })[] {
  const line = { gtin: lot.gtin, batch: lot.batch.number };
  const all = (kind: ExceptionKind, note: string) => [{ ...difference(kind, line, quantity, note), lot }];
  if (receiverSiteId !== siteId) return all("misdirected", "Meant for another site");
  const blocked = shipBlockers(contentsOfLots([{ lot, quantity }]), localDay(timeZone, now), purpose);
  if (blocked.length > 0) return all("unavailable", "Packs of this batch may not be sold");
  return seen
    .filter(({ gtin, batch }) => gtin === line.gtin && batch === line.batch)
    .map(({ kind, note, quantity: some }) => ({ ...difference(kind, line, some, note), lot }));
}

const difference = (
  kind: ExceptionKind,
  { gtin, batch }: Pick<QuantityLine, "gtin" | "batch">,
  quantity: number,
  note: string,
): Difference => ({ kind, link: lgtinLink(gtin, batch), quantity, note });
