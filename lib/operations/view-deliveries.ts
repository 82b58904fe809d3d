import type { ForbiddenCode } from "@/lib/core/access/can";
import { ok, type Result } from "@/lib/core/refusal";
import type { DeliverySummary, Desk } from "./desk-ports";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

type Reading = Pick<Deps, "clock" | "ledger"> & { readonly desk: Desk };

/** Deliveries to (`in`) or from (`out`) the active site, open ones first. */
export const viewDeliveries = (
  deps: Reading,
  scope: TenantScope,
  direction: "in" | "out",
  limit = 100,
): Promise<Result<readonly DeliverySummary[], ForbiddenCode>> =>
  look(deps, scope, "view-shipments", async () => ok(await deps.desk.deliveries(scope, direction, limit)));
