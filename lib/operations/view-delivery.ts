import type { ForbiddenCode } from "@/lib/core/access/can";
import {
  type FollowUp,
  followUp,
  HDA_CATEGORY,
  type HdaCategory,
  OUTCOMES_OF,
  type Outcome,
} from "@/lib/core/custody/exceptions";
import type { Expected } from "@/lib/core/custody/expectations";
import { type Turn, turnOf } from "@/lib/core/custody/turn";
import type { ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { isCarriedOut } from "./carry-out-outcome";
import type { Organisation, Site } from "./directory-ports";
import type { DeliveryException } from "./exception-ports";
import { look } from "./gate";
import { siteOf } from "./parties";
import type { Delivery, Deps } from "./ports";
import type { ShippedQuantity } from "./quantity-ports";
import type { TreeNode } from "./reading-ports";
import { expectedOf } from "./receive-shipment";
import { sideOf as mySide } from "./resolve-exception";
import type { TenantScope } from "./scope";

/** A unit of a delivery; `id` and `parentId` are links, as `matchReceipt` wants them. */
export type DeliveredUnit = Expected & {
  readonly kind: TreeNode["kind"];
  readonly product: string | null;
  readonly batch: string | null;
  readonly lastValidDay: string | null;
};

export type Side = {
  readonly organisation: string;
  readonly site: string;
  readonly city: string;
  readonly gln: string;
};

export type DeliveryView = {
  readonly delivery: Delivery;
  readonly sender: Side | null;
  readonly receiver: Side | null;
  /** It comes to the active site. */
  readonly toHere: boolean;
  /** It left from the active site. */
  readonly fromHere: boolean;
  /** Packs without serials that it brings. */
  readonly quantities: readonly ShippedQuantity[];
  /** Everything in it down to the packs, parents first; empty once the other side possesses it. */
  readonly units: readonly DeliveredUnit[];
  /** What was wrong with it, oldest first, with all that both sides said. */
  readonly exceptions: readonly (DeliveryException & {
    readonly category: HdaCategory;
    readonly possible: readonly Outcome[];
    /** What is to be done with the goods, and by which side; null: nothing, or it was done. */
    readonly toDo: FollowUp | null;
    /** Whose move it is, as the asking side sees it; null: nobody's any more, or this site is on neither side. */
    readonly turn: Turn | null;
  })[];
};

/** One delivery with all that is expected in it, for its two sides only. */
export const viewDelivery = (
  deps: Deps,
  scope: TenantScope,
  id: ShipmentId,
): Promise<Result<DeliveryView, ForbiddenCode | "SHIPMENT_UNKNOWN">> =>
  look(deps, scope, "view-shipments", async () => {
    const delivery = await deps.ledger.delivery(scope, id);
    if (!delivery) {
      return refuse(
        "SHIPMENT_UNKNOWN",
        "There is no such delivery to or from you.",
        "Open it from the list.",
      );
    }
    const [organisations, exceptions, quantities, nodes] = await Promise.all([
      deps.directory.organisations(scope),
      deps.ledger.deliveryExceptions(scope, id),
      deps.ledger.transact(scope, (tx) => tx.shippedQuantities(id)),
      deps.ledger.tree(
        scope,
        delivery.lines.map(({ link }) => link),
      ),
    ]);
    const byLink = new Map(nodes.map((node) => [node.link, node]));
    const side = mySide(delivery, scope);
    return ok({
      delivery,
      sender: sideOf(siteOf(organisations, delivery.senderSiteId)),
      receiver: sideOf(siteOf(organisations, delivery.receiverSiteId)),
      toHere: delivery.receiverSiteId === scope.siteId,
      fromHere: delivery.senderSiteId === scope.siteId,
      quantities,
      units: expectedOf(nodes).map((unit) => {
        const node = byLink.get(unit.id);
        return {
          ...unit,
          kind: node?.kind ?? "sgtin",
          product: node?.product ?? null,
          batch: node?.batch ?? null,
          lastValidDay: node?.lastValidDay ?? null,
        };
      }),
      exceptions: exceptions.map((exception) => {
        const carriedOut = isCarriedOut(exception);
        return {
          ...exception,
          category: HDA_CATEGORY[exception.kind],
          possible: OUTCOMES_OF[exception.kind],
          toDo: carriedOut ? null : followUp(exception),
          turn: side && turnOf({ ...exception, carriedOut }, side),
        };
      }),
    });
  });

const sideOf = (found: { organisation: Organisation; site: Site } | null): Side | null =>
  found && {
    organisation: found.organisation.name,
    site: found.site.name,
    city: found.site.city,
    gln: found.site.gln,
  };
