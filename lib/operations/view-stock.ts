import type { ForbiddenCode } from "@/lib/core/access/can";
import type { SiteId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import type { Desk, StockLine } from "./desk-ports";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** What stands at one of the organisation's sites (the active one when none is named), by batch and state. */
export const viewStock = (
  deps: Pick<Deps, "clock" | "ledger"> & { readonly desk: Desk },
  scope: TenantScope,
  site: SiteId = scope.siteId,
): Promise<Result<readonly StockLine[], ForbiddenCode>> =>
  look(deps, scope, "view-stock", async () => ok(await deps.desk.stock(scope, site)));
