import type { ForbiddenCode } from "@/lib/core/access/can";
import { type ShipReason, shipBlockers } from "@/lib/core/custody/ship-blockers";
import { ok, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { look } from "./gate";
import type { Delivery, Deps } from "./ports";
import type { TenantScope } from "./scope";

export type ArrivingBlocker = {
  /** The line it is in. */
  readonly link: string;
  readonly reason: ShipReason;
  readonly batch: string;
  readonly count: number;
};

/** What of a delivery will come in under a hold, line by line, gravest first: known before anybody opens a case. */
export const arrivingBlockers = (
  deps: Pick<Deps, "clock" | "ledger">,
  scope: TenantScope,
  delivery: Delivery,
): Promise<Result<readonly ArrivingBlocker[], ForbiddenCode>> =>
  look(deps, scope, "view-shipments", async (now) => {
    if (delivery.lines.length === 0) return ok([]);
    const today = localDay(scope.timeZone, now);
    const contents = await deps.ledger.transact(scope, (tx) =>
      tx.contents(delivery.lines.map(({ id }) => id)),
    );
    return ok(
      delivery.lines.flatMap(({ id, link }) =>
        shipBlockers(
          contents.filter(({ rootId }) => rootId === id),
          today,
          delivery.purpose,
        ).map(({ reason, batchNumber, count }) => ({ link, reason, batch: batchNumber, count })),
      ),
    );
  });
