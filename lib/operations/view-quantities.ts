import type { ForbiddenCode } from "@/lib/core/access/can";
import { ok, type Result } from "@/lib/core/refusal";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { QuantityAtSite } from "./quantity-ports";
import type { TenantScope } from "./scope";

/** What stands at the active site and carries no serials, by product and batch. */
export const viewQuantities = (
  deps: Pick<Deps, "clock" | "ledger">,
  scope: TenantScope,
): Promise<Result<readonly QuantityAtSite[], ForbiddenCode>> =>
  look(deps, scope, "view-stock", async () =>
    ok(await deps.ledger.transact(scope, (tx) => tx.quantities(scope.siteId))),
  );
