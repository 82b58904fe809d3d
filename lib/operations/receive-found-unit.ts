import { hold as holdEvent } from "@/lib/core/epcis/pharma/hold";
import { businessTransactionId, receive as receivingEvent } from "@/lib/core/epcis/pharma/shipping";
import { countIn } from "@/lib/core/epcis/pharma/stock";
import { glnLink } from "@/lib/core/gs1/link";
import { type EventId, holdId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { takeOut } from "./containers";
import { sides, siteOf } from "./parties";
import { type Command, type GateCode, perform } from "./perform";
import type { Delivery, Deps, EntryMode, LedgerTx } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

export type ReceiveFoundUnit = Command & {
  /** The unit that turned up; a pack out of a missing case is received without the case. */
  readonly link: string;
  readonly entry: EntryMode;
};

export type ReceiveFoundUnitCode = GateCode | "UNIT_UNKNOWN" | "NOT_REPORTED_MISSING";

export type Found = {
  readonly despatchAdvice: string;
  readonly at: "receiver" | "sender";
  readonly packs: number;
};

/**
 * C1, late: what was reported missing from a delivery turned up. At the receiver it is received; at the sender it never
 * left. Either way the report is closed for both sides, and the unit waits under an EXCEPTION hold until a responsible
 * person has looked at it: nobody knows where it was.
 */
export async function receiveFoundUnit(
  deps: Deps,
  scope: TenantScope,
  command: ReceiveFoundUnit,
): Promise<Result<Found, ReceiveFoundUnitCode>> {
  const organisations = await deps.directory.organisations(scope);
  return perform(deps, scope, { action: "receive-shipment", command }, async (tx, now) => {
    const { link, entry } = command;
    const [unit] = await tx.lock([link], "custody");
    if (!unit)
      return refuse("UNIT_UNKNOWN", "This code is not in Packproof.", "Put the unit aside.", { link });
    // One that both sides agreed never left, and that its sender took back, is no longer missing.
    const delivery = unit.ownDisposition === "UNKNOWN" ? await tx.missingFrom(unit.rootLink) : null;
    if (!delivery) {
      return refuse(
        "NOT_REPORTED_MISSING",
        "This unit is not reported missing from a delivery of yours.",
        "Scan it at the counter to see what it is.",
        { link },
      );
    }
    const by =
      delivery.receiverId === scope.orgId && delivery.senderSiteId !== scope.siteId ? "receiver" : "sender";
    if (unit.parentId !== null) {
      // Its case stays missing; the pack gets a report of its own, to be closed at once, so that both are told.
      await tx.raiseException({
        id: deps.ids.uuid(),
        shipmentId: delivery.id,
        kind: "missing",
        link,
        quantity: null,
        note: `Reported missing inside ${unit.rootLink}`,
        personId: scope.personId,
        at: now,
      });
      await takeOut(deps, tx, scope, [unit], { entry, now });
    }
    await tx.move([unit.id], { holderId: scope.orgId, siteId: scope.siteId, place: "AT_SITE" });
    const nodes = await tx.tree([link]);
    await tx.setDisposition(
      nodes.map(({ id }) => id),
      null,
    );
    const senderGln = siteOf(organisations, delivery.senderSiteId)?.site.gln ?? scope.siteGln;
    await recordFound(deps, tx, scope, { unit, delivery, by, senderGln, entry, now });
    await tx.closeMissing({ shipmentId: delivery.id, epcId: unit.id, by, personId: scope.personId, at: now });
    await tx.placeHold({
      id: holdId(deps.ids.uuid()),
      epcId: unit.id,
      kind: "EXCEPTION",
      reason: "Was reported missing and turned up: see the delivery",
      siteId: scope.siteId,
      personId: scope.personId,
      at: now,
    });
    return ok({
      despatchAdvice: delivery.despatchAdvice,
      at: by,
      packs: nodes.filter(({ kind }) => kind === "sgtin").length,
    });
  });
}

type Finding = {
  readonly unit: Unit;
  readonly delivery: Delivery;
  readonly by: Found["at"];
  readonly senderGln: string;
  readonly entry: EntryMode;
  readonly now: number;
};

/** Two events: it is here, and it is on hold. */
async function recordFound(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { unit, delivery, by, senderGln, entry, now }: Finding,
): Promise<void> {
  const epcs = [unit.link];
  const found = newEvent(deps, scope, now);
  const held = newEvent(deps, scope, now);
  const events: readonly (readonly [EventId, Parameters<typeof recordEvent>[3]["event"]])[] = [
    [
      found.id,
      by === "receiver"
        ? receivingEvent({
            ...found.facts,
            epcs,
            desadv: businessTransactionId(senderGln, delivery.despatchAdvice),
            ...sides(senderGln, scope.siteGln),
          })
        : countIn({ ...found.facts, epcs, bizLocation: glnLink(scope.siteGln) }),
    ],
    [held.id, holdEvent({ ...held.facts, epcs })],
  ];
  for (const [id, event] of events) {
    await recordEvent(deps, tx, scope, {
      id,
      event,
      units: [{ id: unit.id, link: unit.link, role: "object" }],
      parties: [delivery.senderId, delivery.receiverId],
      entry,
      seq: await tx.nextSeq(),
      now,
    });
  }
}
