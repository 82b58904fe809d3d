import type { Side } from "@/lib/core/custody/exceptions";
import type { DeliveryView } from "@/lib/operations/view-delivery";

/** The other side of a delivery by name: its organisation, of a transfer its site; null: nobody known. */
export function partnerOf(view: DeliveryView, side: Side): string | null {
  const { delivery, sender, receiver } = view;
  const other = side === "sender" ? receiver : sender;
  if (other === null) return null;
  return delivery.senderId === delivery.receiverId ? `${other.site}, ${other.city}` : other.organisation;
}
