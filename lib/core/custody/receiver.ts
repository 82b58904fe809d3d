import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { LocalDay } from "@/lib/core/time/zone";
import { PURPOSES, type ShipmentPurpose } from "./purposes";

export type Licence = {
  /** A capability (core/access). */
  readonly kind: string;
  readonly validFrom: LocalDay;
  readonly validTo: LocalDay | null;
};

export type Receiver = {
  /** Empty for an organisation that nobody activated. */
  readonly licences: readonly Licence[];
  /** It is the goods' owner, or keeps goods for owners (a carrier, a contract manufacturer). */
  readonly sameOwner: boolean;
  /** Who buys without ever possessing the goods; null: nobody is named. */
  readonly buyer: { readonly licences: readonly Licence[]; readonly isSide: boolean } | null;
};

export type ReceiverCode = "NOT_LICENSED" | "NOT_THE_SAME_OWNER" | "BUYER_WRONG";

const isLicensed = (licences: readonly Licence[], purpose: ShipmentPurpose, today: LocalDay): boolean =>
  licences.some(
    ({ kind, validFrom, validTo }) =>
      PURPOSES[purpose].receivers.some((capability) => capability === kind) &&
      validFrom <= today &&
      (validTo === null || today <= validTo),
  );

/** Whether goods may go to this receiver for this purpose at all: asked before the first scan. */
export function canShipTo(
  { licences, sameOwner, buyer }: Receiver,
  purpose: ShipmentPurpose,
  today: LocalDay,
): Result<true, ReceiverCode> {
  const { between, owner } = PURPOSES[purpose];
  if (!isLicensed(licences, purpose, today)) {
    return purpose === "destruction"
      ? refuse(
          "NOT_LICENSED",
          "The receiver has no licence to take goods for destruction.",
          "Choose a reverse logistics company.",
          { purpose },
        )
      : refuse(
          "NOT_LICENSED",
          "The receiver has no valid licence for medicines.",
          "Ask the receiver for its licence, or have an administrator renew it here.",
          { purpose },
        );
  }
  if (between === "same-owner" && !sameOwner) {
    return refuse(
      "NOT_THE_SAME_OWNER",
      "A transfer stays with its owner, and this receiver is another one.",
      "Ship it as a sale or a return.",
    );
  }
  if ((owner === "buyer") !== (buyer !== null)) {
    return owner === "buyer"
      ? refuse("BUYER_WRONG", "A drop shipment names who buys the goods.", "Choose the buyer.")
      : refuse(
          "BUYER_WRONG",
          "Only a drop shipment is bought by somebody who does not receive it.",
          "Leave the buyer out.",
        );
  }
  if (buyer?.isSide || (buyer && !isLicensed(buyer.licences, purpose, today))) {
    return refuse(
      "BUYER_WRONG",
      buyer.isSide
        ? "The buyer of a drop shipment is neither its sender nor its receiver."
        : "The buyer has no valid licence for medicines.",
      buyer.isSide ? "Ship it as a sale." : "Choose another buyer.",
    );
  }
  return ok(true);
}
