import type { ForbiddenCode } from "@/lib/core/access/can";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { ok, type Result } from "@/lib/core/refusal";
import { type Captured, captureIn } from "./capture-in";
import type { GivenEvent } from "./capture-ports";
import { gate } from "./gate";
import { givenEvent } from "./given-event";
import { knownDirectory } from "./known-directory";
import type { Deps, LedgerTx, Tools } from "./ports";
import type { TenantScope } from "./scope";

export type CaptureEvent = {
  /** Valid (validateDocument), numbers exact. */
  readonly event: JsonObject;
  /** Its document's @context. */
  readonly context: JsonValue | undefined;
};

/**
 * Takes in one event of another system now. Sending it again changes nothing, so it needs no request key; what is refused
 * is kept for whoever sent it, and may be sent again.
 */
export async function captureEvent(
  deps: Deps,
  scope: TenantScope,
  { event, context }: CaptureEvent,
): Promise<Result<Captured, ForbiddenCode>> {
  const now = deps.clock.now();
  const allowed = await gate(deps, scope, { action: "capture-events", now });
  if (!allowed.ok) return allowed;
  const given = givenEvent(event, context, deps.sha256);
  const directory = await knownDirectory(deps.directory, scope);
  return deps.ledger.transact(scope, async (tx) => {
    const captured = await captureIn({ ...deps, directory }, tx, scope, given, now);
    if (captured.effect === "refused") await keepRefused(deps, tx, given, captured, now);
    await tx.audit({
      action: "capture-events",
      outcome: captured.effect === "refused" ? captured.refusal.code : captured.effect,
      detail: { event: captured.name },
      at: now,
    });
    return ok(captured);
  });
}

/** For whoever sent it, and for nobody else; alerts are for everyone whom they concern. */
export async function keepRefused(
  { ids }: Pick<Tools, "ids">,
  tx: LedgerTx,
  given: GivenEvent,
  { refusal, alerts = [] }: Extract<Captured, { readonly effect: "refused" }>,
  now: number,
): Promise<void> {
  for (const raised of alerts) await tx.raiseAlerts(raised);
  await tx.keepCapture({
    id: ids.uuid(),
    given,
    effect: "refused",
    refusal,
    waitsFor: [],
    waitsUntil: null,
    at: now,
  });
}
