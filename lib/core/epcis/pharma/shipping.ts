import type { BizTransaction, Destination, Source } from "@/lib/core/epcis/event";
import type { NonEmpty, Uri } from "@/lib/core/epcis/members";
import type { BizTransactionType } from "@/lib/core/epcis/vocabulary";
import {
  type EventFacts,
  header,
  type Instances,
  nonEmpty,
  type PharmaObjectEvent,
  place,
} from "./event-facts";
import type { Quantities } from "./quantities";

/** One side of a handover: who owns, who holds, and where, as Digital Links (AI 417, 417, 414). */
export type Side = { readonly owner: Uri; readonly possessor: Uri; readonly location: Uri };

/** Units, and packs without serials by batch: at least one of either. */
type Goods = Instances & Partial<Quantities>;
type Handover = EventFacts & Goods & { readonly from: Side; readonly to: Side };

export type Ship = Handover & {
  /** Business transaction ids, see `businessTransactionId`. A transfer within one owner has no order. */
  readonly po?: Uri;
  readonly desadv: Uri;
};

/** Goods leave: only the roots are named. No bizLocation, since from here on they are nowhere. */
export const ship = (facts: Ship): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...goods(facts),
  action: "OBSERVE",
  bizStep: "shipping",
  disposition: "in_transit",
  readPoint: place(facts.readPoint),
  ...transactions([
    ["po", facts.po],
    ["desadv", facts.desadv],
  ]),
  sourceList: sources(facts.from),
  destinationList: destinations(facts.to),
});

/** The shipment of that despatch advice is called back before receipt. */
export const voidShip = (facts: EventFacts & Goods & { readonly desadv: Uri }): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...goods(facts),
  action: "OBSERVE",
  bizStep: "void_shipping",
  disposition: "in_progress",
  readPoint: place(facts.readPoint),
  ...transactions([["desadv", facts.desadv]]),
});

export type Receive = Handover & {
  /** Absent for goods that came without a despatch advice. */
  readonly desadv?: Uri;
  readonly recadv?: Uri;
};

/** Goods arrive and are accepted. */
export const receive = (facts: Receive): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...goods(facts),
  action: "OBSERVE",
  bizStep: "receiving",
  disposition: "in_progress",
  readPoint: place(facts.readPoint),
  ...transactions([
    ["desadv", facts.desadv],
    ["recadv", facts.recadv],
  ]),
  sourceList: sources(facts.from),
  destinationList: destinations(facts.to),
});

/** Absent members are absent: yesterday's events had no quantities. */
const goods = ({ epcs, quantities = [] }: Goods) =>
  quantities.length === 0
    ? { epcList: nonEmpty(epcs) }
    : { ...(epcs.length > 0 && { epcList: nonEmpty(epcs) }), quantityList: nonEmpty(quantities) };

/** Id of a business document (CBV 2.0 §8.5): the issuer's GLN of 13 digits and its own number. */
export const businessTransactionId = (gln: string, number: string): Uri =>
  `urn:epcglobal:cbv:bt:${gln}:${encodeURIComponent(number)}`;

/** The documents there are; the member is absent when there is none. */
function transactions(list: readonly (readonly [BizTransactionType, Uri | undefined])[]): {
  readonly bizTransactionList?: readonly BizTransaction[];
} {
  const given = list.flatMap(([type, bizTransaction]) =>
    bizTransaction === undefined ? [] : [{ type, bizTransaction }],
  );
  return given.length === 0 ? {} : { bizTransactionList: given };
}

const sources = (side: Side): NonEmpty<Source> => [
  { type: "owning_party", source: side.owner },
  { type: "possessing_party", source: side.possessor },
  { type: "location", source: side.location },
];

const destinations = (side: Side): NonEmpty<Destination> => [
  { type: "owning_party", destination: side.owner },
  { type: "possessing_party", destination: side.possessor },
  { type: "location", destination: side.location },
];
