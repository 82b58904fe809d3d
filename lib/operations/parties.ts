import { PURPOSES, type ShipmentPurpose } from "@/lib/core/custody/purposes";
import { canShipTo, type Receiver as Licensed } from "@/lib/core/custody/receiver";
import { glnLink, partyLink } from "@/lib/core/gs1/link";
import type { OrgId, SiteId } from "@/lib/core/pack/ids";
import { type Refused, refuse } from "@/lib/core/refusal";
import { principalOf } from "./acting-for";
import type { Organisation, Site } from "./directory-ports";
import type { TenantScope } from "./scope";

/** The two sides of a shipment, and who owns what goes from one to the other. */

export type Receiver = { readonly organisation: Organisation; readonly site: Site };

export type Owners = { readonly from?: string | undefined; readonly to?: string | undefined };

/** Both sides by GLN. Owner and possessor change together, unless a delegate moves goods that are its holder's. */
export const sides = (fromGln: string, toGln: string, { from = fromGln, to = toGln }: Owners = {}) => ({
  from: { owner: partyLink(from), possessor: partyLink(fromGln), location: glnLink(fromGln) },
  to: { owner: partyLink(to), possessor: partyLink(toGln), location: glnLink(toGln) },
});

type OwnersBy = {
  readonly sender: string;
  /** In whose name it is sent or received. */
  readonly holder: string | undefined;
  readonly receiver: string;
  readonly buyer: string | undefined;
};

/** Who owns the goods before and after, by GLN: the receiver, nobody new, or a buyer that never holds them. */
export function ownersOf(
  purpose: ShipmentPurpose,
  { sender, holder = sender, receiver, buyer }: OwnersBy,
): Owners {
  const { owner } = PURPOSES[purpose];
  return { from: holder, to: owner === "stays" ? holder : owner === "buyer" ? buyer : receiver };
}

/** The receiver, and the buyer if one is named, as the rules of a shipment ask about them. */
export function licensedOf(
  scope: TenantScope,
  organisation: Organisation,
  organisations: readonly Organisation[],
  buyerId: OrgId | undefined,
): Licensed {
  const buyer = organisations.find(({ id }) => id === buyerId);
  const owner = principalOf(scope);
  const keepsGoods = organisation.licences.some(({ kind }) => KEEPERS.includes(kind));
  const isOwner = scope.delegations.some(({ from }) => from === organisation.id);
  return {
    licences: organisation.activated ? organisation.licences : [],
    sameOwner: [owner, scope.orgId].includes(organisation.id) || keepsGoods || isOwner,
    buyer:
      buyerId === undefined
        ? null
        : {
            licences: buyer?.activated ? buyer.licences : [],
            isSide: [owner, scope.orgId, organisation.id].includes(buyerId),
          },
  };
}

/** They keep goods for owners. */
const KEEPERS: readonly string[] = ["logistics", "contract_manufacturer"];

export const receiverUnknown = (): Refused<"RECEIVER_UNKNOWN"> =>
  refuse("RECEIVER_UNKNOWN", "There is no such site to ship to.", "Choose a receiver from the list.");

/** Licences that allow to hold medicines: every one but the authority's. */
export const goodsLicences = (organisation: Organisation) =>
  organisation.licences.filter(({ kind }) => kind !== "regulator");

/** Whether it may be sold anything on that day. */
export const mayReceiveGoods = ({ activated, licences }: Organisation, today: string): boolean =>
  canShipTo({ licences: activated ? licences : [], sameOwner: false, buyer: null }, "sale", today).ok;

export function siteOf(organisations: readonly Organisation[], id: SiteId): Receiver | null {
  for (const organisation of organisations) {
    const site = organisation.sites.find((candidate) => candidate.id === id);
    if (site) return { organisation, site };
  }
  return null;
}
