import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import type { Made } from "@/lib/core/capture/inbound-rules";
import type { Told } from "@/lib/core/capture/told";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import type { BatchId, EventId, OrgId, ProductId, ShipmentId } from "@/lib/core/pack/ids";
import type { Refusal, Result } from "@/lib/core/refusal";
import type { LedgerTx, Tools } from "./ports";
import type { TenantScope } from "./scope";

/** An event in the words of another system, as it will be kept. */
export type GivenEvent = {
  /** The event as it was told, without a recordTime: that is the repository's to say. */
  readonly body: JsonObject;
  /** What its names and CURIEs are read with. */
  readonly context: JsonValue;
  readonly told: Told;
  /** Its eventID; the hash of an event that has none. */
  readonly name: string;
  /** CBV 2.0. */
  readonly hash: string;
  readonly corrects: EventId | null;
};

/**
 * While an event of another system is carried out: the document that stands in place of an event which the ledger
 * words itself, when both say the same. What has to be told besides (an unpacking first) stays the ledger's.
 */
export type Capturing = { inPlaceOf(event: PharmaEvent, id: EventId): GivenEvent | null };

/** Part of Deps, because a shipping may come from a capture itself: the operations would need each other. */
export type AfterShipping = (
  deps: Tools,
  tx: LedgerTx,
  shipped: { readonly links: readonly string[]; readonly receiverId: OrgId; readonly now: number },
) => Promise<void>;

/** A capture that is not in the ledger (yet). Only whoever sent it sees it. */
export type Kept = {
  readonly id: string;
  readonly given: GivenEvent;
  readonly effect: "pending" | "refused";
  /** Why. */
  readonly refusal: Refusal;
  /** Links of the units whose shipping it waits for; empty when refused. */
  readonly waitsFor: readonly string[];
  /** Epoch milliseconds; null: it doesn't wait. */
  readonly waitsUntil: number | null;
  readonly at: number;
};

export type KnownEvent = {
  /** As in GivenEvent. */
  readonly name: string;
  readonly hash: string;
  /** Null: it waits for its shipping. */
  readonly eventId: EventId | null;
  readonly effect: "applied" | "observed" | "pending";
  /** It has an errorDeclaration. */
  readonly correction: boolean;
};

/** A capture that waits for this very shipment, and in whose name it was sent. */
export type Waiting = {
  readonly id: string;
  /** JSON of the event with its @context. */
  readonly document: string;
  /** As it was let in then. */
  readonly scope: TenantScope;
};

export type UnderWay = {
  readonly link: string;
  readonly shipmentId: ShipmentId;
  readonly senderId: OrgId;
  readonly receiverId: OrgId;
};

/** What captures ask of the ledger besides, inside its transaction. */
export type CaptureTx = {
  /** Does the work, and undoes all it wrote when it is refused. */
  attempt<Value, Code extends string>(work: () => Promise<Result<Value, Code>>): Promise<Result<Value, Code>>;
  /** Events this organisation captured before under one of these eventIDs or hashes. */
  knownEvents(names: readonly string[], hashes: readonly string[]): Promise<readonly KnownEvent[]>;
  keepCapture(kept: Kept): Promise<void>;
  /** The batch of that number, for whoever may commission into it. */
  batchOf(
    productId: ProductId,
    number: string,
  ): Promise<{ readonly id: BatchId; readonly lastValidDay: string } | null>;
  /** The first of these units whose first event is dated after that instant. */
  madeAfter(links: readonly string[], at: number): Promise<Made | null>;
  /** Which of these, or of what they are in, are under way in an open delivery from or to this organisation. */
  underWay(links: readonly string[]): Promise<readonly UnderWay[]>;
  /** The despatch advice number, or with "/2" and so on when this organisation has used it. */
  freeAdvice(wanted: string): Promise<string>;
  /** eventIDs, in order: what other systems call these events. */
  namesOf(ids: readonly EventId[]): Promise<readonly string[]>;
  /**
   * Captures of the receiver that wait for some of these units and for nothing else any more, the oldest first. They no
   * longer wait.
   */
  takeWaiting(links: readonly string[], receiver: OrgId, now: number): Promise<readonly Waiting[]>;
  /** What became of one that was taken. */
  settleWaiting(
    id: string,
    how: { readonly eventId: EventId | null; readonly refusal: Refusal | null },
    at: number,
  ): Promise<void>;
  /** Does the work as whoever sent a capture that was taken, in this transaction. */
  inNameOf<Value>(waiting: Waiting, work: (tx: LedgerTx) => Promise<Value>): Promise<Value>;
  /** Whether nothing has happened to any of the event's units since. */
  isLatest(id: EventId): Promise<boolean>;
};
