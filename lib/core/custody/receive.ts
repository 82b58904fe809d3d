import type { Here } from "@/lib/core/pack/axes";
import type { OrgId, SiteId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { LocalDay } from "@/lib/core/time/zone";
import type { Unit } from "./containment";
import type { ShipmentPurpose } from "./purposes";
import type { ShipmentState } from "./ship";
import { type Contents, shipBlockers } from "./ship-blockers";
import { standingOf } from "./standing";

/** What a receipt found besides the goods; each opens an exception and puts the unit under an EXCEPTION hold. */
export const RECEIPT_EXCEPTIONS = [
  "NOT_ANNOUNCED",
  "WRONG_DESTINATION",
  "REPORTED_MISSING",
  "PROBLEM_GOODS",
  "DAMAGED",
] as const;
export type ReceiptException = (typeof RECEIPT_EXCEPTIONS)[number];

export type ReceiveInput = {
  readonly here: Pick<Here, "orgId" | "siteId">;
  readonly unit: Unit;
  /** The open shipment the unit is on; null: none that this registry knows. */
  readonly shipment: {
    readonly toOrgId: OrgId;
    readonly toSiteId: SiteId | null;
    readonly purpose: ShipmentPurpose;
  } | null;
  readonly contents: readonly Contents[];
  /** At the receiving site. */
  readonly today: LocalDay;
  readonly reportedMissing: boolean;
  readonly damaged: boolean;
};

export type Receipt = {
  /**
   * applied: custody moves here. pending: the sender's data hasn't come yet (or names another receiver), so the
   * capture is kept and custody waits for it; a receipt alone must not take goods from a party that holds them.
   */
  readonly outcome: "applied" | "pending";
  readonly exceptions: readonly ReceiptException[];
  /** Place an EXCEPTION hold on the unit; its contents inherit it. */
  readonly hold: boolean;
  /** No tracking site held it: this is a count-in, not a hand-over. */
  readonly countIn: boolean;
  /** The unit came out of a container that isn't received with it: its unpack event comes first. */
  readonly unpackFirst: boolean;
};

/**
 * C1, receive. Records what is physically there and never refuses goods for what they are: recalled, expired or
 * unknown goods have arrived whether or not we like it, and arrive under a hold. Only a second receipt is refused.
 */
export function receive(input: ReceiveInput): Result<Receipt, "ALREADY_RECEIVED"> {
  const { here, unit, shipment, contents, today, reportedMissing, damaged } = input;
  const standing = standingOf({ custody: unit.custody, ownDisposition: null }, here);
  if (standing === "HERE") {
    return refuse(
      "ALREADY_RECEIVED",
      "This unit is already in stock at your site.",
      "Put it with the stock; nothing more to do.",
      { link: unit.link, standing },
    );
  }
  const misdirected =
    shipment !== null &&
    (shipment.toOrgId !== here.orgId || (shipment.toSiteId !== null && shipment.toSiteId !== here.siteId));
  const ownOrganisation = shipment?.toOrgId === here.orgId;
  const announced = standing === "IN_TRANSIT" && shipment !== null;
  const exceptions: ReceiptException[] = [
    ...(!announced && standing !== "FIRST_SEEN" ? (["NOT_ANNOUNCED"] as const) : []),
    ...(misdirected ? (["WRONG_DESTINATION"] as const) : []),
    ...(reportedMissing ? (["REPORTED_MISSING"] as const) : []),
    // Recalled goods in a recall return are where they should be; goods that nobody sent are judged like a sale.
    ...(shipBlockers(contents, today, shipment?.purpose ?? "sale").length > 0
      ? (["PROBLEM_GOODS"] as const)
      : []),
    ...(damaged ? (["DAMAGED"] as const) : []),
  ];
  // Another site of the receiver may take in what was meant for its sister; another organisation may not.
  const applied = standing === "FIRST_SEEN" || (announced && (!misdirected || ownOrganisation));
  return ok({
    outcome: applied ? "applied" : "pending",
    exceptions,
    hold: exceptions.length > 0,
    countIn: standing === "FIRST_SEEN",
    unpackFirst: unit.parentId !== null,
  });
}

/** Whether a shipment still takes receipts; what was reported missing may arrive late. */
export function canReceive(state: ShipmentState): Result<true, "SHIPMENT_CLOSED"> {
  if (state === "OPEN" || state === "PARTLY_RECEIVED") return ok(true);
  return refuse(
    "SHIPMENT_CLOSED",
    state === "VOIDED" ? "The sender took this shipment back." : "This shipment was received already.",
    "Scan a unit to see what it is.",
    { state },
  );
}

/**
 * "Count in existing stock" (stock_taking): opens custody where no tracking site has it, and never changes the
 * registry state.
 */
export function countIn(
  unit: Unit,
  here: Pick<Here, "siteId">,
): Result<{ readonly changed: boolean; readonly unpackFirst: boolean }, "NOT_IN_CUSTODY"> {
  const standing = standingOf({ custody: unit.custody, ownDisposition: null }, here);
  if (standing === "HERE") return ok({ changed: false, unpackFirst: false });
  if (standing === "FIRST_SEEN") return ok({ changed: true, unpackFirst: unit.parentId !== null });
  return refuse(
    "NOT_IN_CUSTODY",
    standing === "IN_TRANSIT" ? "This unit is on its way in a shipment." : "Another site holds this unit.",
    "Receive it instead of counting it in.",
    { link: unit.link, standing },
  );
}
