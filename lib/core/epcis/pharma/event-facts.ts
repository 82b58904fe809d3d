import type {
  AggregationEvent,
  ObjectEvent,
  QuantityElement,
  TransformationEvent,
} from "@/lib/core/epcis/event";
import type { NonEmpty, Uri } from "@/lib/core/epcis/members";
import type { BizStep, Disposition } from "@/lib/core/epcis/vocabulary";

/**
 * What every event of Packproof says. The table of builders beside this file is frozen by the event hashes: a field
 * more or less, or another word, and yesterday's event no longer has yesterday's hash.
 */
export type EventFacts = {
  /** "urn:uuid:…" */
  readonly eventId: Uri;
  /** ISO 8601 in UTC, "2026-11-03T08:15:30.000Z". */
  readonly eventTime: string;
  /** Local offset at the read point, "+01:00". */
  readonly offset: string;
  /** Digital Link of the GLN (AI 414, with 254 for a dock or counter) where it was scanned. */
  readonly readPoint: Uri;
};

/** Instances by canonical Digital Link (AI 01/21, 00). */
export type Instances = { readonly epcs: readonly Uri[] };
/** A class by canonical Digital Link: a GTIN (AI 01) or a batch (AI 01/10). */
export type ObjectClass = { readonly epcClass: Uri; readonly quantity?: number };

export type Located = {
  /** Digital Link of the GLN where the objects are from now on. */
  readonly bizLocation: Uri;
};

/** State of a pack in the registry, told by the event so that no meaning hangs on a disposition alone. */
export type RegistryState =
  | "ACTIVE"
  | "SUPPLIED"
  | "EXPORTED"
  | "SAMPLE"
  | "FREE_SAMPLE"
  | "LOCKED"
  | "STOLEN"
  | "CHECKED_OUT"
  | "DESTROYED"
  | "VOID";

type Told = { readonly eventID: Uri; readonly bizStep: BizStep; readonly disposition: Disposition };
type State = { readonly "packproof:registryState"?: RegistryState; readonly "packproof:undoes"?: Uri };
/** What a decision about a batch or product holds for; absent: everywhere. ISO 3166 alpha-2, sorted. */
type Decided = {
  readonly "packproof:market"?: readonly string[];
  readonly "packproof:recallClass"?: string;
  readonly "packproof:recallDepth"?: string;
};
/** The party in whose name it was captured (AI 417), when that is not the capturer. */
export type OnBehalf = { readonly "packproof:actingFor"?: Uri };
export type PharmaObjectEvent = ObjectEvent & Told & State & Decided & OnBehalf;
export type PharmaAggregationEvent = AggregationEvent & Told & OnBehalf;
/** What went in and what came out; the packs' states are told by events of their own. */
export type PharmaTransformationEvent = TransformationEvent & Pick<Told, "eventID" | "bizStep"> & OnBehalf;
export type PharmaEvent = PharmaObjectEvent | PharmaAggregationEvent | PharmaTransformationEvent;

export const header = (facts: EventFacts) => ({
  eventID: facts.eventId,
  eventTime: facts.eventTime,
  eventTimeZoneOffset: facts.offset,
});

export const place = (id: Uri) => ({ id });

/** The "what" of an ObjectEvent: instances, or one class. */
export const objects = (
  subject: Instances | ObjectClass,
): { readonly epcList: NonEmpty<Uri> } | { readonly quantityList: NonEmpty<QuantityElement> } => {
  if ("epcs" in subject) return { epcList: nonEmpty(subject.epcs) };
  const { epcClass, quantity } = subject;
  return { quantityList: [quantity === undefined ? { epcClass } : { epcClass, quantity }] };
};

/** Throws when empty: an event about nothing is a caller's broken invariant. */
export function nonEmpty<Item>(items: readonly Item[]): NonEmpty<Item> {
  const [first, ...rest] = items;
  if (first === undefined) throw new RangeError("An event needs at least one object");
  return [first, ...rest];
}

/** What packs went through, told of each of them, where it was read. */
export const packsEvent = (
  facts: EventFacts & Instances,
  {
    state,
    ...told
  }: Pick<Told, "bizStep" | "disposition"> & {
    readonly action: "OBSERVE" | "DELETE";
    /** Absent: the registry's state stays. */
    readonly state?: RegistryState;
  },
): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  ...told,
  readPoint: place(facts.readPoint),
  ...(state && { "packproof:registryState": state }),
});
