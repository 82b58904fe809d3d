import { agree, type Outcome, propose, type ResolveCode, type Side } from "@/lib/core/custody/exceptions";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import type { DeliveryException, ExceptionId } from "./exception-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Delivery, Deps, LedgerTx } from "./ports";
import type { TenantScope } from "./scope";

export type OfException = Command & { readonly exceptionId: ExceptionId };
export type ProposeOutcome = OfException & { readonly outcome: Outcome; readonly text: string };
export type AgreeOutcome = OfException & { readonly text: string };
export type NoteException = OfException & { readonly text: string };

export type ExceptionCode = GateCode | ResolveCode | "EXCEPTION_UNKNOWN";

/** One side of a delivery says what should become of a difference. */
export const proposeOutcome = (
  deps: Deps,
  scope: TenantScope,
  command: ProposeOutcome,
): Promise<Result<{ readonly changed: boolean }, ExceptionCode>> =>
  perform(deps, scope, { action: "resolve-exception", command }, async (tx, now) => {
    const found = await exceptionOf(tx, scope, command);
    if (!found.ok) return found;
    const { exception, side } = found.value;
    const proposed = propose(asked(exception), { outcome: command.outcome, by: side });
    if (!proposed.ok || !proposed.value.changed) return proposed;
    await say(tx, scope, command, { side, said: "proposed", outcome: command.outcome, at: now });
    return proposed;
  });

/** The other side agrees, and the difference is settled for both. */
export const agreeOutcome = (
  deps: Deps,
  scope: TenantScope,
  command: AgreeOutcome,
): Promise<Result<{ readonly outcome: Outcome }, ExceptionCode>> =>
  perform(deps, scope, { action: "resolve-exception", command }, async (tx, now) => {
    const found = await exceptionOf(tx, scope, command);
    if (!found.ok) return found;
    const { exception, side } = found.value;
    const agreed = agree(asked(exception), side);
    if (!agreed.ok) return agreed;
    await say(tx, scope, command, { side, said: "agreed", outcome: agreed.value, at: now });
    return ok({ outcome: agreed.value });
  });

/** A word to the other side, as long as anybody has one: of a settled difference, too. */
export const noteException = (
  deps: Deps,
  scope: TenantScope,
  command: NoteException,
): Promise<Result<{ readonly changed: boolean }, GateCode | "EXCEPTION_UNKNOWN">> =>
  perform(deps, scope, { action: "resolve-exception", command }, async (tx, now) => {
    const found = await exceptionOf(tx, scope, command);
    if (!found.ok) return found;
    await say(tx, scope, command, { side: found.value.side, said: "note", outcome: null, at: now });
    return ok({ changed: true });
  });

/**
 * On which side of a delivery this site stands. Of a transfer within one organisation both sides are its own sites; any
 * other site of an organisation speaks for its side.
 */
export function sideOf(delivery: Delivery, scope: TenantScope): Side | null {
  if (delivery.senderId === delivery.receiverId) {
    if (delivery.senderSiteId === scope.siteId) return "sender";
    return delivery.receiverSiteId === scope.siteId ? "receiver" : null;
  }
  if (delivery.senderId === scope.orgId) return "sender";
  return delivery.receiverId === scope.orgId ? "receiver" : null;
}

const asked = ({ kind, proposal, closedAt }: DeliveryException) => ({
  kind,
  proposal,
  closed: closedAt !== null,
});

/** The difference, locked, with its delivery and the side that this site speaks for. */
export async function exceptionOf(
  tx: LedgerTx,
  scope: TenantScope,
  { exceptionId }: OfException,
): Promise<
  Result<
    { readonly exception: DeliveryException; readonly delivery: Delivery; readonly side: Side },
    "EXCEPTION_UNKNOWN"
  >
> {
  const exception = await tx.lockException(exceptionId);
  const delivery = exception && (await tx.lockShipment(exception.shipmentId));
  const side = delivery && sideOf(delivery, scope);
  return exception && side ? ok({ exception, delivery, side }) : unknown();
}

const unknown = (): Refused<"EXCEPTION_UNKNOWN"> =>
  refuse(
    "EXCEPTION_UNKNOWN",
    "There is no such difference in a delivery of your site.",
    "Open it from the delivery.",
  );

type Said = Pick<Parameters<LedgerTx["sayOfException"]>[0], "side" | "said" | "outcome" | "at">;

export const say = (
  tx: LedgerTx,
  { personId }: TenantScope,
  { exceptionId, text }: OfException & { readonly text: string },
  said: Said,
): Promise<void> => tx.sayOfException({ ...said, exceptionId, text, personId });
