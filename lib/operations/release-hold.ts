import { releaseHold as releaseEvent } from "@/lib/core/epcis/pharma/hold";
import { lgtinLink } from "@/lib/core/gs1/link";
import { releaseHold as decide } from "@/lib/core/pack/holds";
import type { HoldId, OrgId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { offMarket, regulatedOf } from "./authority";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import { type Named, newEvent, recordEvent } from "./record-event";
import { has, type TenantScope } from "./scope";

export type ReleaseHold = Command & {
  /** The pack or container that is held; null: the hold is on a batch or a delivery. */
  readonly link: string | null;
  readonly holdId: HoldId;
  readonly entry: EntryMode;
};

export type ReleaseHoldCode = GateCode | "UNIT_UNKNOWN" | "HOLD_UNKNOWN" | "HELD" | "RECALL_IRREVERSIBLE";

type Held = {
  readonly hold: Omit<Parameters<typeof decide>[0], "released">;
  readonly units: readonly Named[];
  readonly batch: string | null;
  readonly parties: readonly OrgId[];
};

/** H1: a responsible person of the side that placed a hold, or the authority, ends it. What else holds it stays. */
export const releaseHold = (
  deps: Deps,
  scope: TenantScope,
  command: ReleaseHold,
): Promise<Result<{ readonly link: string | null }, ReleaseHoldCode>> =>
  perform(deps, scope, { action: "release-hold", command }, async (tx, now) => {
    const { link } = command;
    const found = await (link === null
      ? onMore(tx, command.holdId)
      : onUnit(tx, scope, link, command.holdId));
    if (!found.ok) return found;
    const { hold, batch, parties } = found.value;
    const effect = decide(
      { ...hold, released: false },
      { orgId: scope.orgId, regulator: has(scope, "regulator") },
    );
    if (!effect.ok) return effect;
    const ended = new Set(await tx.releaseHold({ id: hold.id, personId: scope.personId, at: now }));
    const units = found.value.units.filter(({ id }) => ended.has(id));
    // Of a delivery, when each of its units was released on its own before: those events said all of it.
    if (units.length === 0 && batch === null) return ok({ link });
    const { id, facts } = newEvent(deps, scope, now);
    const epcs = units.map((unit) => unit.link);
    await recordEvent(deps, tx, scope, {
      id,
      event: releaseEvent(batch === null ? { ...facts, epcs } : { ...facts, epcClass: batch }),
      units,
      classes: batch === null ? [] : [batch],
      parties,
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ link });
  });

async function onUnit(
  tx: LedgerTx,
  scope: TenantScope,
  link: string,
  id: HoldId,
): Promise<Result<Held, "UNIT_UNKNOWN" | "HOLD_UNKNOWN" | "FORBIDDEN_MARKET">> {
  const [unit] = await tx.lock([link], "transition");
  if (!unit) return refuse("UNIT_UNKNOWN", "This code is not in Packproof.", "Scan the unit again.");
  const hold = unit.holds.find((open) => open.id === id);
  const off = offMarket(scope, unit, await regulatedOf(tx, scope, [unit]));
  if (off && hold?.placedByOrgId !== scope.orgId) return off;
  if (!hold?.own) {
    return refuse(
      "HOLD_UNKNOWN",
      hold
        ? "This hold is on the container around it or on its batch."
        : "There is no such open hold on this unit.",
      hold ? "Release it there, or unpack first." : "Scan the unit to see what holds it.",
      { link },
    );
  }
  return ok({
    hold: { ...hold, placedBy: hold.placedByOrgId },
    units: [{ id: unit.id, link, role: "object" }],
    batch: null,
    parties: [unit.holderId, ...(unit.batch ? [unit.batch.holderId] : [])],
  });
}

/** On a batch, or on a delivery and with it on each of its units. */
async function onMore(tx: LedgerTx, id: HoldId): Promise<Result<Held, "HOLD_UNKNOWN">> {
  const hold = await tx.lockHold(id);
  if (!hold) return unknown();
  const held = { hold: { ...hold, placedBy: hold.placedByOrgId } };
  if (hold.shipmentId) {
    const shipment = await tx.heldShipment(hold.shipmentId);
    if (!shipment) return unknown();
    await tx.lock(
      shipment.roots.map(({ link }) => link),
      "transition",
    );
    const units = shipment.roots.map((root) => ({ ...root, role: "object" as const }));
    return ok({ ...held, units, batch: null, parties: [shipment.senderId, shipment.receiverId] });
  }
  const batch = hold.batchId && (await tx.lockBatch(hold.batchId));
  if (!batch) return unknown();
  const link = lgtinLink(batch.product.gtin, batch.number);
  return ok({ ...held, units: [], batch: link, parties: [batch.holderId] });
}

const unknown = (): Refused<"HOLD_UNKNOWN"> =>
  refuse("HOLD_UNKNOWN", "There is no such open hold.", "Open the batch or delivery to see what holds it.");
