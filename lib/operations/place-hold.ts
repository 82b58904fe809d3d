import { canReceive } from "@/lib/core/custody/receive";
import { standingOf } from "@/lib/core/custody/standing";
import { hold as holdEvent } from "@/lib/core/epcis/pharma/hold";
import { lgtinLink } from "@/lib/core/gs1/link";
import type { HoldKind } from "@/lib/core/pack/axes";
import { placeHold as decide, type HoldPlacer, type PlaceHoldCode } from "@/lib/core/pack/holds";
import { type BatchId, type HoldId, holdId, type OrgId, type ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { offMarket, regulatedOf } from "./authority";
import { custodyOf } from "./containers";
import { batchUnknown } from "./hold-batch";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import { type Named, newEvent, recordEvent } from "./record-event";
import { has, type TenantScope } from "./scope";

/** A pack or a container by its link, a batch, or a delivery. */
export type HoldOn =
  | { readonly link: string }
  | { readonly batchId: BatchId }
  | { readonly shipmentId: ShipmentId };

export type PlaceHold = Command & {
  readonly subject: HoldOn;
  readonly kind: HoldKind;
  /** What the person saw. */
  readonly reason: string;
  readonly entry: EntryMode;
};

export type PlaceHoldRefusal =
  | GateCode
  | PlaceHoldCode
  | "UNIT_UNKNOWN"
  | "BATCH_UNKNOWN"
  | "SHIPMENT_UNKNOWN"
  | "SHIPMENT_CLOSED"
  | "SERIALS_NEEDED";

/** What is held, who may hold it as what, and what the event names. */
type Subject = {
  readonly as: readonly HoldPlacer[];
  readonly place: (id: HoldId) => Promise<void>;
  readonly units: readonly Named[];
  readonly batch: string | null;
  readonly parties: readonly OrgId[];
};

/**
 * H1, place a hold on a pack, a container, a batch or a delivery: whatever is in it inherits the hold until the side
 * that placed it, or the authority, releases it.
 */
export const placeHold = (
  deps: Deps,
  scope: TenantScope,
  command: PlaceHold,
): Promise<Result<{ readonly holdId: HoldId }, PlaceHoldRefusal>> =>
  perform(deps, scope, { action: "place-hold", command }, async (tx, now) => {
    const found = await subjectOf(tx, scope, command, now);
    if (!found.ok) return found;
    const subject = found.value;
    const effect = decide(command.kind, subject.as);
    if (!effect.ok) return effect;
    const hold = holdId(deps.ids.uuid());
    await subject.place(hold);
    const { id, facts } = newEvent(deps, scope, now);
    const epcs = subject.units.map(({ link }) => link);
    await recordEvent(deps, tx, scope, {
      id,
      event: holdEvent(subject.batch === null ? { ...facts, epcs } : { ...facts, epcClass: subject.batch }),
      units: subject.units,
      classes: subject.batch === null ? [] : [subject.batch],
      parties: subject.parties,
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ holdId: hold });
  });

function subjectOf(
  tx: LedgerTx,
  scope: TenantScope,
  { subject, kind, reason }: PlaceHold,
  now: number,
): Promise<Result<Subject, PlaceHoldRefusal>> {
  const { siteId, personId } = scope;
  const row = { kind, reason, siteId, personId, at: now };
  const authority: readonly HoldPlacer[] = has(scope, "regulator") ? ["regulator"] : [];
  if ("link" in subject) return unitOf(tx, scope, { link: subject.link, row, authority });
  const place = (id: HoldId) => tx.holdSubject({ ...row, id, subject });
  return "batchId" in subject
    ? batchOf(tx, scope, { id: subject.batchId, authority, place })
    : shipmentOf(tx, scope, { id: subject.shipmentId, authority, place });
}

type Asked = { readonly authority: readonly HoldPlacer[]; readonly place: Subject["place"] };

async function unitOf(
  tx: LedgerTx,
  scope: TenantScope,
  {
    link,
    row,
    authority,
  }: {
    readonly link: string;
    readonly row: Omit<Parameters<LedgerTx["placeHold"]>[0], "id" | "epcId">;
    readonly authority: readonly HoldPlacer[];
  },
): Promise<Result<Subject, "UNIT_UNKNOWN" | "FORBIDDEN_MARKET">> {
  const [unit] = await tx.lock([link], "transition");
  if (!unit) return refuse("UNIT_UNKNOWN", "This code is not in Packproof.", "Scan the unit again.");
  const off = offMarket(scope, unit, await regulatedOf(tx, scope, [unit]));
  if (off) return off;
  const here = standingOf({ custody: custodyOf(unit, row.at), ownDisposition: unit.ownDisposition }, scope);
  // Of a container the maker of everything in it is the holder: a hold on it stops nobody else's goods.
  const holder = unit.batch ? unit.batch.holderId === scope.orgId : await tx.madeAllOf(unit.id);
  return ok({
    as: [
      ...(here === "HERE" ? (["possessor"] as const) : []),
      ...(holder ? (["holder"] as const) : []),
      ...authority,
    ],
    place: (id) => tx.placeHold({ ...row, id, epcId: unit.id }),
    units: [{ id: unit.id, link, role: "object" }],
    batch: null,
    parties: [unit.holderId, ...(unit.batch ? [unit.batch.holderId] : [])],
  });
}

async function batchOf(
  tx: LedgerTx,
  scope: TenantScope,
  { id, authority, place }: Asked & { readonly id: BatchId },
): Promise<Result<Subject, "BATCH_UNKNOWN">> {
  const batch = await tx.lockBatch(id);
  if (!batch) return batchUnknown();
  const holder = batch.holderId === scope.orgId;
  return ok({
    as: [...(holder ? (["holder"] as const) : []), ...authority],
    place,
    units: [],
    batch: lgtinLink(batch.product.gtin, batch.number),
    parties: [batch.holderId],
  });
}

async function shipmentOf(
  tx: LedgerTx,
  scope: TenantScope,
  { id, authority, place }: Asked & { readonly id: ShipmentId },
): Promise<Result<Subject, "SHIPMENT_UNKNOWN" | "SHIPMENT_CLOSED" | "SERIALS_NEEDED">> {
  const shipment = await tx.heldShipment(id);
  if (!shipment) return shipmentUnknown();
  // Of what was received the goods may be anybody's by now: those are held one by one.
  const open = canReceive(shipment.state);
  if (!open.ok) return open;
  // A hold stands on units; of packs without serials their batch is held.
  if (shipment.roots.length === 0) {
    return refuse(
      "SERIALS_NEEDED",
      "Nothing in this delivery carries a serial number.",
      "Ask the maker to hold the batch.",
    );
  }
  // The lock of the delivery alone would let its units change meanwhile.
  const links = shipment.roots.map(({ link }) => link);
  await tx.lock(links, "transition");
  const side = [shipment.senderId, shipment.receiverId].includes(scope.orgId);
  return ok({
    as: [...(side ? (["possessor"] as const) : []), ...authority],
    place,
    units: shipment.roots.map((root) => ({ ...root, role: "object" })),
    batch: null,
    parties: [shipment.senderId, shipment.receiverId],
  });
}

export const shipmentUnknown = (): Refused<"SHIPMENT_UNKNOWN"> =>
  refuse("SHIPMENT_UNKNOWN", "There is no such delivery of yours.", "Choose one of your deliveries.");
