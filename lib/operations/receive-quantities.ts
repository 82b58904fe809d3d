import type { ExceptionKind } from "@/lib/core/custody/exceptions";
import type { QuantityLine, QuantityProgress } from "@/lib/core/custody/quantities";
import { lgtinLink } from "@/lib/core/gs1/link";
import type { EventId, ShipmentId } from "@/lib/core/pack/ids";
import type { LedgerTx } from "./ports";
import type { ShippedQuantity } from "./quantity-ports";

type Progress = QuantityProgress<ShippedQuantity>;

/** What came of a delivery's quantity lines stands on the site's book; `later`: the rest goes on being expected. */
export async function bookQuantities(
  tx: LedgerTx,
  shipmentId: ShipmentId,
  eventId: EventId | null,
  { lines }: Progress,
  later: boolean,
): Promise<void> {
  if (lines.length === 0) return;
  const of = lines.map(({ line, came, absent }) => ({
    batchId: line.batchId,
    received: came,
    missing: later ? 0 : absent,
  }));
  await tx.receiveQuantities({ shipmentId, eventId, of });
}

/** Where the lines and what was counted differ, each named by its batch. */
export const quantityDifferences = ({ lines, over }: Progress, later: boolean) => [
  ...lines.flatMap(({ line, absent }) =>
    absent === 0 || later ? [] : [difference("missing", line, `${absent} of ${line.quantity} did not come`)],
  ),
  ...over.map((line) => difference("overage", line, `${line.quantity} more than this delivery brings`)),
];

const difference = (kind: ExceptionKind, { gtin, batch }: QuantityLine, note: string) => ({
  kind,
  link: lgtinLink(gtin, batch),
  note,
});
