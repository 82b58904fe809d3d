import type { ForbiddenCode, Subject } from "@/lib/core/access/can";
import type { Action } from "@/lib/core/access/permissions";
import { equalBytes } from "@/lib/core/bytes/bytes";
import { canonicalBytes } from "@/lib/core/canonical/canonical-json";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { type Refused, type Result, refuse } from "@/lib/core/refusal";
import { type OnBehalf, onBehalf } from "./acting-for";
import { gate } from "./gate";
import type { Deps, LedgerTx } from "./ports";
import type { TenantScope } from "./scope";

/** Made by the client once for each thing it means to do; a repeat with the same key gets the same answer. */
export type Command = { readonly requestKey: string };

export type GateCode = ForbiddenCode | "REQUEST_KEY_REUSED";

export type Spec = {
  readonly action: Action;
  readonly command: Command;
  readonly subject?: Subject;
};

/**
 * The frame of every operation that changes something: may this person do it, was this very request answered
 * before, then the work, then the answer and the audit row in the work's own transaction. A refusal is kept and
 * replayed too, and a denial is recorded.
 */
export async function perform<Value, Code extends string>(
  deps: Deps,
  scope: TenantScope,
  { action, command, subject }: Spec,
  work: (tx: LedgerTx, now: number) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | GateCode>> {
  const now = deps.clock.now();
  const about = subjectOf(scope, subject);
  const allowed = await gate(deps, scope, { action, now, ...(about ? { subject: about } : {}) });
  if (!allowed.ok) return allowed;
  const bodyHash = deps.sha256(canonicalBytes({ action, command: command as unknown as JsonObject }));
  return deps.ledger.transact(scope, async (tx) => {
    const before = await tx.outcomeOf(command.requestKey);
    if (before) {
      if (!equalBytes(before.bodyHash, bodyHash)) return reused(command.requestKey);
      deps.replayed?.();
      return before.outcome as Result<Value, Code>;
    }
    const result = await work(tx, now);
    await tx.keepOutcome(command.requestKey, bodyHash, result, now);
    await tx.audit({
      action,
      outcome: result.ok ? "done" : result.refusal.code,
      detail: { requestKey: command.requestKey },
      at: now,
    });
    return result;
  });
}

/** The same for what a delegate may do in a holder's name: the work gets the scope as it acts then. */
export async function performFor<Value, Code extends string>(
  deps: Deps,
  own: TenantScope,
  spec: Spec & { readonly command: OnBehalf },
  work: (scope: TenantScope, tx: LedgerTx, now: number) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | GateCode>> {
  const scope = await onBehalf(deps, own, spec.command);
  return perform(deps, scope, spec, (tx, now) => work(scope, tx, now));
}

/** In another's name the delegation is asked for here; its products once the work knows them (acting-for). */
const subjectOf = ({ actingFor }: TenantScope, subject: Subject | undefined): Subject | undefined =>
  actingFor ? { products: [], ...subject, actingFor: actingFor.orgId } : subject;

const reused = (key: string): Refused<"REQUEST_KEY_REUSED"> =>
  refuse(
    "REQUEST_KEY_REUSED",
    "This request number was used for something else before.",
    "Reload the page and do it again.",
    { requestKey: key },
  );
