import { receive } from "@/lib/core/custody/receive";
import { hold as holdEvent } from "@/lib/core/epcis/pharma/hold";
import { businessTransactionId, receive as receivingEvent } from "@/lib/core/epcis/pharma/shipping";
import { type EventId, holdId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { coreUnit } from "./containers";
import type { Delivery, Deps, EntryMode, LedgerTx } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import { ownersOf, sides } from "./ship-units";
import type { Unit } from "./unit";

type Arrival = {
  readonly delivery: Delivery;
  readonly arrived: readonly Unit[];
  readonly senderGln: string;
  /** In whose name the sender shipped, when not in its own. */
  readonly ownerGln: string | undefined;
  /** Who bought a drop shipment. */
  readonly buyerGln: string | undefined;
  readonly entry: EntryMode;
  readonly now: number;
};

/** Custody of what arrived moves here; what has something wrong comes in under a hold, told by an event of its own. */
export async function takeIn(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { delivery, arrived, senderGln, ownerGln, buyerGln, entry, now }: Arrival,
): Promise<Result<{ eventId: EventId; held: number }, "ALREADY_RECEIVED">> {
  const today = localDay(scope.timeZone, now);
  const contents = await tx.contents(arrived.map(({ id }) => id));
  const toHold: Unit[] = [];
  for (const unit of arrived) {
    const receipt = receive({
      here: { orgId: scope.orgId, siteId: scope.siteId },
      unit: coreUnit(unit, now),
      shipment: {
        toOrgId: delivery.receiverId,
        toSiteId: delivery.receiverSiteId,
        purpose: delivery.purpose,
      },
      contents: contents.filter(({ rootId }) => rootId === unit.id),
      today,
      reportedMissing: unit.ownDisposition === "UNKNOWN",
      damaged: false,
    });
    if (!receipt.ok) return receipt;
    if (receipt.value.hold) toHold.push(unit);
  }
  const { id: eventId, facts } = newEvent(deps, scope, now);
  await tx.move(
    arrived.map(({ id }) => id),
    { holderId: scope.orgId, siteId: scope.siteId, place: "AT_SITE" },
  );
  await recordEvent(deps, tx, scope, {
    id: eventId,
    event: receivingEvent({
      ...facts,
      epcs: arrived.map(({ link }) => link),
      desadv: businessTransactionId(senderGln, delivery.despatchAdvice),
      ...sides(
        senderGln,
        scope.siteGln,
        ownersOf(delivery.purpose, {
          sender: senderGln,
          holder: ownerGln,
          // A delegate takes in for its holder.
          receiver: scope.actingFor?.gln ?? scope.siteGln,
          buyer: buyerGln,
        }),
      ),
    }),
    units: arrived.map((unit) => ({ id: unit.id, link: unit.link, role: "object" })),
    parties: [delivery.senderId, ...(delivery.ownerId ? [delivery.ownerId] : [])],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
  if (toHold.length > 0) await recordHold(deps, tx, scope, toHold, { delivery, entry, now });
  for (const unit of toHold) {
    await tx.placeHold({
      id: holdId(deps.ids.uuid()),
      epcId: unit.id,
      kind: "EXCEPTION",
      reason: "Came in with something wrong: see the delivery",
      siteId: scope.siteId,
      personId: scope.personId,
      at: now,
    });
  }
  return ok({ eventId, held: toHold.length });
}

async function recordHold(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  units: readonly Unit[],
  { delivery, entry, now }: Pick<Arrival, "delivery" | "entry" | "now">,
): Promise<void> {
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: holdEvent({ ...facts, epcs: units.map(({ link }) => link) }),
    units: units.map((unit) => ({ id: unit.id, link: unit.link, role: "object" })),
    parties: [delivery.senderId],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
}
