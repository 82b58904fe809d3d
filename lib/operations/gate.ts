import { can, type ForbiddenCode, type Grant, type Subject } from "@/lib/core/access/can";
import type { Action } from "@/lib/core/access/permissions";
import type { Result } from "@/lib/core/refusal";
import type { Clock, Ledger } from "./ports";
import { actorOf, type TenantScope } from "./scope";

/** Whether this person may do this now. A denial is recorded before it is answered. */
export async function gate(
  { ledger }: { readonly ledger: Pick<Ledger, "audit"> },
  scope: TenantScope,
  { action, subject, now }: { readonly action: Action; readonly subject?: Subject; readonly now: number },
): Promise<Result<Grant, ForbiddenCode>> {
  const allowed = can(actorOf(scope, now), action, subject);
  if (!allowed.ok) {
    await ledger.audit(scope, { action, outcome: allowed.refusal.code, detail: {}, at: now });
  }
  return allowed;
}

/** The frame of every operation that only reads: may this person see it, then the reading. */
export async function look<Value, Code extends string>(
  deps: { readonly clock: Clock; readonly ledger: Pick<Ledger, "audit"> },
  scope: TenantScope,
  action: Action,
  read: (now: number) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | ForbiddenCode>> {
  const now = deps.clock.now();
  // In another's name the delegation is asked for here; its products once the reading knows them (acting-for).
  const { actingFor } = scope;
  const subject = actingFor && { actingFor: actingFor.orgId, products: [] };
  const allowed = await gate(deps, scope, { action, now, ...(subject ? { subject } : {}) });
  return allowed.ok ? read(now) : allowed;
}
