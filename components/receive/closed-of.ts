import type { DeliveryView } from "@/lib/operations/view-delivery";
import type { ClosedDelivery } from "./closed";

/** Why nothing can be received of this delivery at this site; null while it can. */
export function closedOf({ delivery, receiver, toHere }: DeliveryView): ClosedDelivery | null {
  const receivable = delivery.state === "OPEN" || delivery.state === "PARTLY_RECEIVED";
  if (receivable && toHere) return null;
  return {
    state: receivable ? "OPEN" : delivery.state,
    at: delivery.receivedAt,
    site: receiver ? `${receiver.site}, ${receiver.city}` : "",
  };
}
