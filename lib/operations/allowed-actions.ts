import { can } from "@/lib/core/access/can";
import { ACTIONS, type Action } from "@/lib/core/access/permissions";
import { actorOf, type TenantScope } from "./scope";

/** What this person may do in the organisation's own name at the active site now: screens show no door that stays shut. */
export const allowedActions = (scope: TenantScope, now: number): ReadonlySet<Action> =>
  new Set(ACTIONS.filter((action) => can(actorOf(scope, now), action).ok));
