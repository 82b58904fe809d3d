import type { Meant, Party } from "@/lib/core/capture/meant";
import { glnOf, numberOfTransaction } from "@/lib/core/capture/parties";
import type { ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { OnBehalf } from "./acting-for";
import type { Command } from "./perform";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import { receiveShipment } from "./receive-shipment";
import type { TenantScope } from "./scope";
import { shipUnits } from "./ship-units";
import { voidShipment } from "./void-shipment";

type Told<Do extends Meant["do"]> = Extract<Meant, { readonly do: Do }>;
type Common = Command & OnBehalf & { readonly entry: EntryMode };

/** C1, ship: to the site that the destination names, by its GLN; a drop shipment names its buyer as the new owner. */
export async function shipTold(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  meant: Told<"ship">,
  common: Common,
): Promise<Result<unknown>> {
  if (!names(meant.from, scope.siteGln)) {
    return refuse(
      "PLACE_ELSEWHERE",
      "This shipment leaves another site than the one you capture for.",
      "Capture it with a key of that site.",
    );
  }
  const organisations = await deps.directory.organisations(scope);
  const sites = organisations.flatMap(({ id, sites: all }) => all.map((site) => ({ org: id, site })));
  const to = sites.find(({ site }) => names(meant.to, site.gln));
  if (!to) {
    return refuse(
      "DESTINATION_UNKNOWN",
      "The destination's GLN is no site in Packproof.",
      "Check the GLN, or ask its organisation to join.",
    );
  }
  const wanted = numberOfTransaction(meant.desadv);
  const purpose = meant.purpose ?? (to.org === scope.orgId ? "transfer" : "sale");
  const buyer = glnOf(meant.to.owner);
  return shipUnits(deps, scope, {
    ...common,
    receiverSiteId: to.site.id,
    orderNumber: numberOfTransaction(meant.po),
    ...(wanted === null ? {} : { despatchAdvice: await tx.freeAdvice(wanted) }),
    purpose,
    buyerId: purpose === "drop-ship" ? sites.find(({ site }) => site.gln === buyer)?.org : undefined,
    units: meant.epcs,
    quantities: meant.quantities,
    // What leaves its container is unpacked first, by an event of whoever unpacks it: it is never assumed.
    takeOff: false,
  });
}

/**
 * C1, receive: of the one delivery that brings these units. Waits when they are not shipped yet. An event tells what came
 * and never that nothing else will: the rest goes on being expected.
 */
export async function receiveTold(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  meant: Told<"receive">,
  common: Common,
): Promise<Result<unknown>> {
  const { epcs, quantities } = meant;
  const coming = (await tx.underWay(epcs)).filter(({ receiverId }) => receiverId === scope.orgId);
  const delivery = onlyOne(epcs.length > 0 ? coming : await bringing(tx, meant));
  if (!delivery.ok) return delivery;
  const there = new Set(coming.map(({ link }) => link));
  if (delivery.value === null || epcs.some((link) => !there.has(link))) {
    return refuse(
      "NOT_SHIPPED_YET",
      "These units are not on their way to you as far as anyone has told.",
      "Ask the sender for its shipping event; this receipt waits a day for it.",
    );
  }
  return receiveShipment(deps, scope, {
    ...common,
    shipmentId: delivery.value,
    scans: epcs,
    quantities,
    reportMissing: false,
    moreToCome: true,
  });
}

/** Deliveries here that still bring packs of these batches; where the document is told, of that number. */
async function bringing(
  tx: LedgerTx,
  { quantities, desadv }: Told<"receive">,
): Promise<readonly { readonly shipmentId: ShipmentId }[]> {
  const wanted = numberOfTransaction(desadv);
  const found = await tx.deliveriesOfLots(quantities);
  return found.filter(({ despatchAdvice }) => wanted === null || despatchAdvice === wanted);
}

/** The sender takes the delivery of these units back. */
export async function callBack(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { epcs }: Told<"void-ship">,
  common: Common,
): Promise<Result<unknown>> {
  const leaving = (await tx.underWay(epcs)).filter(({ senderId }) => senderId === scope.orgId);
  const delivery = onlyOne(leaving);
  if (!delivery.ok) return delivery;
  if (delivery.value === null) {
    return refuse(
      "SHIPMENT_UNKNOWN",
      "None of these units is on its way from you.",
      "Look for them in your shipments.",
    );
  }
  return voidShipment(deps, scope, { ...common, shipmentId: delivery.value });
}

function onlyOne(
  lines: readonly { readonly shipmentId: ShipmentId }[],
): Result<ShipmentId | null, "SEVERAL_DELIVERIES"> {
  const [first, ...others] = new Set(lines.map(({ shipmentId }) => shipmentId));
  return others.length === 0
    ? ok(first ?? null)
    : refuse(
        "SEVERAL_DELIVERIES",
        "These units belong to more than one delivery.",
        "Send one event for each delivery.",
      );
}

const names = ({ location, possessor }: Party, gln: string): boolean =>
  (glnOf(location) ?? glnOf(possessor)) === gln;
