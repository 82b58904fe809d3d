import { type Departure, type ShipCode, ship } from "@/lib/core/custody/ship";
import { businessTransactionId, ship as shippingEvent } from "@/lib/core/epcis/pharma/shipping";
import { type OrgId, type ShipmentId, type SiteId, shipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { coversProducts, type OnBehalf, onBehalf } from "./acting-for";
import { coreUnit, outermost, takeOut } from "./containers";
import type { Organisation } from "./directory-ports";
import { isRecalled, notifyOfRecalls } from "./notify-recalls";
import { licensedOf, ownersOf, type Receiver, receiverUnknown, sides, siteOf } from "./parties";
import { type Command, type GateCode, perform } from "./perform";
import type { Content, Deps, EntryMode, NewShipment } from "./ports";
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

export type ShipUnitsCode = GateCode | ShipCode | "RECEIVER_UNKNOWN" | "UNIT_UNKNOWN";

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
    const contents = await tx.contents(
      units.map(({ id }) => id),
      [scope.country, receiver.site.country],
    );
    const covered = coversProducts(
      scope,
      "ship-units",
      contents.map(({ product }) => product),
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
      contents,
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
        receiver,
        buyer: organisations.find(({ id }) => id === command.buyerId) ?? null,
        now,
      }),
    );
  });
}

type Leaving = {
  readonly command: ShipUnits;
  readonly departure: Departure;
  readonly contents: readonly Content[];
  readonly receiver: Receiver;
  readonly buyer: Organisation | null;
  readonly now: number;
};

async function depart(
  deps: Deps,
  tx: Parameters<Parameters<Deps["ledger"]["transact"]>[1]>[0],
  scope: TenantScope,
  { command, departure, contents, receiver, buyer, now }: Leaving,
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
  const packs = lines.reduce((sum, { packCount }) => sum + packCount, 0);

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
  if (contents.some(isRecalled)) {
    await notifyOfRecalls(
      tx,
      roots.map((root) => root.id),
      site,
      now,
    );
  }
  await recordEvent(deps, tx, scope, {
    id: eventId,
    event: shippingEvent({
      ...facts,
      epcs: links,
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
    parties: [organisation.id, ...(buyer ? [buyer.id] : [])],
    entry: command.entry,
    seq,
    now,
  });
  await deps.afterShipping(deps, tx, { links, receiverId: organisation.id, now });
  return { shipmentId: id, despatchAdvice, receiver: organisation.name, units: roots.length, packs };
}
