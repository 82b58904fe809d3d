import { type Departure, isLicensed, type ShipCode, ship } from "@/lib/core/custody/ship";
import { shipBlockers } from "@/lib/core/custody/ship-blockers";
import { businessTransactionId, ship as shippingEvent } from "@/lib/core/epcis/pharma/shipping";
import { glnLink, partyLink } from "@/lib/core/gs1/link";
import { type ShipmentId, type SiteId, shipmentId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { coversProducts, type OnBehalf, onBehalf } from "./acting-for";
import { coreUnit, outermost, takeOut } from "./containers";
import type { Organisation, Site } from "./directory-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Content, Deps, EntryMode, NewShipment } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

export type ShipUnits = Command &
  OnBehalf & {
    readonly receiverSiteId: SiteId;
    readonly orderNumber: string | null;
    readonly purpose: NewShipment["purpose"];
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
  const receiver = siteOf(await deps.directory.organisations(scope), command.receiverSiteId);
  return perform(deps, scope, { action: "ship-units", command }, async (tx, now) => {
    if (!receiver || receiver.site.id === scope.siteId) {
      return receiverUnknown();
    }
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
      receiverLicences: receiver.organisation.activated ? goodsLicences(receiver.organisation) : [],
      units: units.map((unit) => coreUnit(unit, now)),
      holds: units.flatMap(({ link, holds }) => holds.map(({ id, kind }) => ({ link, id, kind }))),
      blockers: shipBlockers(contents, today),
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
      await depart(deps, tx, scope, { command, departure: departure.value, contents, receiver, now }),
    );
  });
}

type Receiver = { readonly organisation: Organisation; readonly site: Site };
type Leaving = {
  readonly command: ShipUnits;
  readonly departure: Departure;
  readonly contents: readonly Content[];
  readonly receiver: Receiver;
  readonly now: number;
};

async function depart(
  deps: Deps,
  tx: Parameters<Parameters<Deps["ledger"]["transact"]>[1]>[0],
  scope: TenantScope,
  { command, departure, contents, receiver, now }: Leaving,
): Promise<Shipped> {
  const { organisation, site } = receiver;
  const seq = await tx.nextSeq();
  const id = shipmentId(deps.ids.uuid());
  // The sender's own number: short enough to read out, unique by the ledger's order.
  const despatchAdvice = `D${seq}`;
  const { id: eventId, facts } = newEvent(deps, scope, now);
  const { roots } = departure;
  const packsOf = (rootId: string) =>
    contents.filter((row) => row.rootId === rootId).reduce((sum, { count }) => sum + count, 0);
  const lines = roots.map((root) => ({ epcId: root.id, packCount: packsOf(root.id) }));
  const packs = lines.reduce((sum, { packCount }) => sum + packCount, 0);

  await tx.move(
    roots.map((root) => root.id),
    { holderId: scope.orgId, siteId: scope.siteId, place: "IN_TRANSIT" },
  );
  await tx.openShipment({
    id,
    despatchAdvice,
    orderNumber: command.orderNumber,
    purpose: command.purpose,
    senderSiteId: scope.siteId,
    receiverId: organisation.id,
    receiverSiteId: site.id,
    packCount: packs,
    shippedAt: now,
    shipEventId: eventId,
    lines,
  });
  await recordEvent(deps, tx, scope, {
    id: eventId,
    event: shippingEvent({
      ...facts,
      epcs: roots.map(({ link }) => link),
      ...(command.orderNumber === null ? {} : { po: businessTransactionId(site.gln, command.orderNumber) }),
      desadv: businessTransactionId(scope.siteGln, despatchAdvice),
      ...sides(scope.siteGln, site.gln, owners(scope.actingFor?.gln, command.purpose)),
    }),
    units: roots.map((root) => ({ id: root.id, link: root.link, role: "object" })),
    parties: [organisation.id],
    entry: command.entry,
    seq,
    now,
  });
  return { shipmentId: id, despatchAdvice, receiver: organisation.name, units: roots.length, packs };
}

export type Owners = { readonly from?: string | undefined; readonly to?: string | undefined };

/** Both sides by GLN. Owner and possessor change together, unless a delegate moves goods that are its holder's. */
export const sides = (fromGln: string, toGln: string, { from = fromGln, to = toGln }: Owners = {}) => ({
  from: { owner: partyLink(from), possessor: partyLink(fromGln), location: glnLink(fromGln) },
  to: { owner: partyLink(to), possessor: partyLink(toGln), location: glnLink(toGln) },
});

/** In a holder's name goods leave its ownership, but a transfer changes no owner. */
const owners = (holder: string | undefined, purpose: ShipUnits["purpose"]): Owners =>
  purpose === "transfer" ? { from: holder, to: holder } : { from: holder };

export const receiverUnknown = (): Refused<"RECEIVER_UNKNOWN"> =>
  refuse("RECEIVER_UNKNOWN", "There is no such site to ship to.", "Choose a receiver from the list.");

/** Licences that allow to hold medicines: every one but the authority's. */
export const goodsLicences = (organisation: Organisation) =>
  organisation.licences.filter(({ kind }) => kind !== "regulator");

export const mayReceiveGoods = (organisation: Organisation, today: string): boolean =>
  organisation.activated && isLicensed(goodsLicences(organisation), today);

export function siteOf(organisations: readonly Organisation[], id: SiteId): Receiver | null {
  for (const organisation of organisations) {
    const site = organisation.sites.find((candidate) => candidate.id === id);
    if (site) return { organisation, site };
  }
  return null;
}
