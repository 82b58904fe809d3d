import type { ExceptionKind, Outcome, Proposal, Side } from "@/lib/core/custody/exceptions";
import type { EpcId, PersonId, ShipmentId } from "@/lib/core/pack/ids";

declare const exceptionBrand: unique symbol;
export type ExceptionId = string & { readonly [exceptionBrand]: "ExceptionId" };
export const exceptionId = (text: string): ExceptionId => text as ExceptionId;

/** One thing wrong with a delivery, and what both sides said about it. */
export type DeliveryException = {
  readonly id: ExceptionId;
  readonly shipmentId: ShipmentId;
  readonly kind: ExceptionKind;
  /** The unit, or the batch of packs without serials; null: nothing of it could be read. */
  readonly link: string | null;
  /** Of packs without serials: how many; null: it is about one unit. */
  readonly quantity: number | null;
  readonly note: string;
  readonly raisedAt: number;
  readonly proposal: Proposal | null;
  /** Null: not settled. */
  readonly outcome: Outcome | null;
  readonly closedAt: number | null;
  /** Oldest first. */
  readonly thread: readonly ExceptionNote[];
};

/** What was said, by which side. carried-out: what was agreed has been done. seen: the unit was scanned again somewhere, which reopened the report. */
export type ExceptionNote = {
  readonly at: number;
  readonly side: Side | null;
  readonly said: "note" | "proposed" | "agreed" | "carried-out" | "found" | "seen";
  readonly outcome: Outcome | null;
  readonly text: string;
};

export type NewNote = {
  readonly exceptionId: ExceptionId;
  readonly side: Side;
  readonly said: Exclude<ExceptionNote["said"], "seen">;
  readonly outcome: Outcome | null;
  readonly text: string;
  readonly personId: PersonId;
  readonly at: number;
};

/** What the ledger writes of differences; each function is for the delivery's two sides only. */
export type ExceptionTx = {
  raiseException(exception: {
    id: string;
    shipmentId: ShipmentId;
    kind: ExceptionKind;
    link: string | null;
    quantity: number | null;
    note: string;
    personId: PersonId;
    at: number;
  }): Promise<void>;
  /** Under lock; null: none of a delivery of this organisation. */
  lockException(id: ExceptionId): Promise<DeliveryException | null>;
  /** Adds to the thread; "proposed" changes the proposal, "agreed" and "found" close it with their outcome. */
  sayOfException(note: NewNote): Promise<void>;
  /** Units that were scanned out of containers and go on being expected on their own. */
  expectApart(
    id: ShipmentId,
    lines: readonly { readonly epcId: EpcId; readonly packCount: number }[],
  ): Promise<void>;
};
