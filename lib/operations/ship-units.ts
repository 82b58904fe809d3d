import {
  areThere,
  contentsOfLots,
  type LotLine,
  type NamedCode,
  type QuantityLine,
} from "@/lib/core/custody/quantities";
import { type Departure, type ShipCode, ship } from "@/lib/core/custody/ship";
import { businessTransactionId, ship as shippingEvent } from "@/lib/core/epcis/pharma/shipping";
import { type OrgId, type ShipmentId, type SiteId, shipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { coversProducts, type OnBehalf, onBehalf } from "./acting-for";
import { lotsOf, quantitiesOf } from "./change-quantities";
import { coreUnit, outermost, takeOut } from "./containers";
import type { Organisation } from "./directory-ports";
import { isRecalled, notifyOfRecalls } from "./notify-recalls";
import { licensedOf, ownersOf, type Receiver, receiverUnknown, sides, siteOf } from "./parties";
import { type Command, type GateCode, perform } from "./perform";
import type { Content, Deps, EntryMode, LedgerTx, NewShipment } from "./ports";
import type { SiteLot } from "./quantity-ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

export type ShipUnits = Command &
  OnBehalf & {
    readonly receiverSiteId: SiteId;
    readonly orderNumber: string | null;
    /** The sender's own number; absent: one short enough to read out, unique by the ledger's order. */
    readonly despatchAdvice?: string;
    readonly purpose: NewShipment["purpose"];
    /** Who buys a drop shipment; absent for every other purpose. */
    readonly buyerId?: OrgId | undefined;
    /** Links of what goes out: packs, cases, pallets. */
    readonly units: readonly string[];
    /** Packs without serials that go along. */
    readonly quantities?: readonly QuantityLine[] | undefined;
    /** Take units out of containers that stay behind. */
    readonly takeOff: boolean;
    readonly entry: EntryMode;
  };

export type Shipped = {
  readonly shipmentId: ShipmentId;
  readonly despatchAdvice: string;
  readonly receiver: string;
  readonly units: number;
  readonly packs: number;
};

export type ShipUnitsCode =
  | GateCode
  | ShipCode
  | NamedCode
  | "RECEIVER_UNKNOWN"
  | "UNIT_UNKNOWN"
  | "QUANTITY_SHORT";

/** C1: goods leave for another site. The sender possesses them until the receiver has received. */
export async function shipUnits(
  deps: Deps,
  own: TenantScope,
  command: ShipUnits,
): Promise<Result<Shipped, ShipUnitsCode>> {
  const scope = await onBehalf(deps, own, command);
  const organisations = await deps.directory.organisations(scope);
  const receiver = siteOf(organisations, command.receiverSiteId);
  return perform(deps, scope, { action: "ship-units", command }, async (tx, now) => {
    if (!receiver || receiver.site.id === scope.siteId) return receiverUnknown();
    const today = localDay(scope.timeZone, now);
    const links = [...new Set(command.units)];
    const scanned = await tx.lock(links, "custody");
    const unknown = links.find((link) => !scanned.some((unit) => unit.link === link));
    if (unknown) {
      return refuse("UNIT_UNKNOWN", "One of these codes is not in Packproof.", "Put that unit aside.", {
        link: unknown,
      });
    }
    const units = outermost(scanned);
    // Sold here and for there: a recall on either market stops it.
    const markets = [scope.country, receiver.site.country];
    const contents = await tx.contents(
      units.map(({ id }) => id),
      markets,
    );
    const lots = await lotsLeaving(tx, scope, command, markets);
    if (!lots.ok) return lots;
    const goods = [...contents, ...contentsOfLots(lots.value)];
    const covered = coversProducts(
      scope,
      "ship-units",
      goods.map(({ product }) => product),
      now,
    );
    if (!covered.ok) return covered;
    const departure = ship({
      here: { siteId: scope.siteId },
      today,
      purpose: command.purpose,
      state: null,
      receiver: licensedOf(scope, receiver.organisation, organisations, command.buyerId),
      units: units.map((unit) => coreUnit(unit, now)),
      holds: units.flatMap(({ link, holds }) => holds.map(({ id, kind }) => ({ link, id, kind }))),
      contents: goods,
      takeOff: command.takeOff,
    });
    if (!departure.ok) return departure;
    const off = new Set(departure.value.takeOff.map(({ id }) => id));
    await takeOut(
      deps,
      tx,
      scope,
      units.filter(({ id }) => off.has(id)),
      { entry: command.entry, now },
    );
    return ok(
      await depart(deps, tx, scope, {
        command,
        departure: departure.value,
        contents,
        lots: lots.value,
        receiver,
        buyer: organisations.find(({ id }) => id === command.buyerId) ?? null,
        now,
      }),
    );
  });
}

/** Packs without serials that go along: on a book of the site. What stands on it besides stock, its purpose lets out or not. */
async function lotsLeaving(
  tx: LedgerTx,
  scope: TenantScope,
  { quantities = [] }: ShipUnits,
  markets: readonly string[],
): Promise<Result<readonly LotLine<SiteLot>[], NamedCode | "QUANTITY_SHORT">> {
  if (quantities.length === 0) return ok([]);
  const lots = await lotsOf(tx, scope, quantities, markets);
  if (!lots.ok) return lots;
  const there = areThere(lots.value);
  return there.ok ? lots : there;
}

type Leaving = {
  readonly command: ShipUnits;
  readonly departure: Departure;
  readonly contents: readonly Content[];
  readonly lots: readonly LotLine<SiteLot>[];
  readonly receiver: Receiver;
  readonly buyer: Organisation | null;
  readonly now: number;
};

async function depart(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { command, departure, contents, lots, receiver, buyer, now }: Leaving,
): Promise<Shipped> {
  const { organisation, site } = receiver;
  const seq = await tx.nextSeq();
  const id = shipmentId(deps.ids.uuid());
  const despatchAdvice = command.despatchAdvice ?? `D${seq}`;
  const { id: eventId, facts } = newEvent(deps, scope, now);
  const { roots } = departure;
  const links = roots.map(({ link }) => link);
  const packsOf = (rootId: string) =>
    contents.filter((row) => row.rootId === rootId).reduce((sum, { count }) => sum + count, 0);
  const lines = roots.map((root) => ({ epcId: root.id, packCount: packsOf(root.id) }));
  const plain = lots.map(({ lot, quantity }) => ({ gtin: lot.gtin, batch: lot.batch.number, quantity }));
  const quantities = quantitiesOf(plain);
  const packs = [...lines.map(({ packCount }) => packCount), ...plain.map(({ quantity }) => quantity)].reduce(
    (sum, count) => sum + count,
    0,
  );

  const unitIds = roots.map((root) => root.id);
  await tx.move(unitIds, { holderId: scope.orgId, siteId: scope.siteId, place: "IN_TRANSIT" });
  await tx.openShipment({
    id,
    despatchAdvice,
    orderNumber: command.orderNumber,
    purpose: command.purpose,
    buyerId: buyer?.id ?? null,
    senderSiteId: scope.siteId,
    receiverId: organisation.id,
    receiverSiteId: site.id,
    packCount: packs,
    shippedAt: now,
    shipEventId: eventId,
    lines,
  });
  if (lots.length > 0) {
    const of = lots.map(({ lot, quantity }) => ({ batchId: lot.batch.id, book: lot.book, quantity }));
    await tx.shipQuantities({ shipmentId: id, eventId, of });
  }
  if ([...contents, ...contentsOfLots(lots)].some(isRecalled)) {
    const goods = { roots: unitIds, batches: lots.map(({ lot }) => lot.batch.id) };
    await notifyOfRecalls(tx, goods, site, now);
  }
  await recordEvent(deps, tx, scope, {
    id: eventId,
    event: shippingEvent({
      ...facts,
      epcs: links,
      quantities,
      ...(command.orderNumber === null ? {} : { po: businessTransactionId(site.gln, command.orderNumber) }),
      desadv: businessTransactionId(scope.siteGln, despatchAdvice),
      ...sides(
        scope.siteGln,
        site.gln,
        ownersOf(command.purpose, {
          sender: scope.siteGln,
          holder: scope.actingFor?.gln,
          receiver: site.gln,
          buyer: buyer?.sites[0]?.gln,
        }),
      ),
    }),
    units: roots.map((root) => ({ id: root.id, link: root.link, role: "object" })),
    classes: quantities.map(({ epcClass }) => epcClass),
    parties: [organisation.id, ...(buyer ? [buyer.id] : [])],
    entry: command.entry,
    seq,
    now,
  });
  // What waits for this delivery waits for units.
  if (links.length > 0) await deps.afterShipping(deps, tx, { links, receiverId: organisation.id, now });
  return { shipmentId: id, despatchAdvice, receiver: organisation.name, units: roots.length, packs };
}
