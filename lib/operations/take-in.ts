import type { ExceptionKind, SeenProblem } from "@/lib/core/custody/exceptions";
import { PURPOSES } from "@/lib/core/custody/purposes";
import { type ReceiptException, receive } from "@/lib/core/custody/receive";
import { hold as holdEvent } from "@/lib/core/epcis/pharma/hold";
import { businessTransactionId, receive as receivingEvent } from "@/lib/core/epcis/pharma/shipping";
import { cameBack } from "@/lib/core/epcis/pharma/stock";
import { type EventId, holdId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { quantitiesOf } from "./change-quantities";
import { coreUnit } from "./containers";
import { isRecalled, notifyOfRecalls } from "./notify-recalls";
import { ownersOf, sides } from "./parties";
import type { Delivery, Deps, EntryMode, LedgerTx } from "./ports";
import type { ShippedQuantity } from "./quantity-ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

/** What a person saw on a unit that came; `link` is null when nothing of it could be read. */
export type SeenUnit = { readonly kind: SeenProblem; readonly link: string | null; readonly note: string };

type Arrival = {
  readonly delivery: Delivery;
  /** Empty: only what is missing is reported. */
  readonly arrived: readonly Unit[];
  /** Packs without serials that came. */
  readonly quantities: readonly ShippedQuantity[];
  /** Of units in what arrived. */
  readonly seen: readonly SeenUnit[];
  readonly senderGln: string;
  /** In whose name the sender shipped, when not in its own. */
  readonly ownerGln: string | undefined;
  /** Who bought a drop shipment. */
  readonly buyerGln: string | undefined;
  readonly entry: EntryMode;
  readonly now: number;
};

export type TakenIn = {
  /** Null: nothing arrived. */
  readonly eventId: EventId | null;
  readonly held: number;
  /** What the ledger found besides what the person saw. */
  readonly found: readonly { readonly kind: ExceptionKind; readonly link: string; readonly note: string }[];
};

/** What the ledger finds against a unit becomes a difference for both sides to settle. */
const FOUND: Readonly<Partial<Record<ReceiptException, readonly [ExceptionKind, string]>>> = {
  PROBLEM_GOODS: ["unavailable", "Something in it may not be sold"],
  WRONG_DESTINATION: ["misdirected", "Meant for another site"],
};

/** Custody of what arrived moves here; what has something wrong comes in under a hold, told by an event of its own. */
export async function takeIn(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  arrival: Arrival,
): Promise<Result<TakenIn, "ALREADY_RECEIVED">> {
  const { delivery, arrived, seen, now } = arrival;
  if (arrived.length === 0 && arrival.quantities.length === 0) {
    return ok({ eventId: null, held: 0, found: [] });
  }
  const today = localDay(scope.timeZone, now);
  const contents = await tx.contents(arrived.map(({ id }) => id));
  const toHold = new Map<string, Pick<Unit, "id" | "link">>();
  const found: TakenIn["found"][number][] = [];
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
      damaged: seen.some(({ kind, link }) => kind === "damaged" && link === unit.link),
    });
    if (!receipt.ok) return receipt;
    if (receipt.value.hold) toHold.set(unit.link, unit);
    for (const exception of receipt.value.exceptions) {
      const [kind, note] = FOUND[exception] ?? [];
      if (kind && note) found.push({ kind, link: unit.link, note });
    }
  }
  await tx.move(
    arrived.map(({ id }) => id),
    { holderId: scope.orgId, siteId: scope.siteId, place: "AT_SITE" },
  );
  const eventId = await recordReceipt(deps, tx, scope, arrival);
  await arriveAs(deps, tx, scope, arrival);
  // Of what has no serials a line says nothing about recalls.
  if (contents.some(isRecalled) || arrival.quantities.length > 0) {
    const goods = {
      roots: arrived.map(({ id }) => id),
      batches: arrival.quantities.map(({ batchId }) => batchId),
    };
    await notifyOfRecalls(tx, goods, { id: scope.siteId, country: scope.country }, now);
  }
  const wrong = new Set(seen.flatMap(({ link }) => link ?? []));
  for (const unit of wrong.size > 0 ? await tx.lock([...wrong], "custody") : []) toHold.set(unit.link, unit);
  const holds = [...toHold.values()];
  if (holds.length > 0) await recordHold(deps, tx, scope, holds, arrival);
  for (const unit of holds) {
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
  return ok({ eventId, held: holds.length, found });
}

async function recordReceipt(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { delivery, arrived, quantities, senderGln, ownerGln, buyerGln, entry, now }: Arrival,
): Promise<EventId> {
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: receivingEvent({
      ...facts,
      epcs: arrived.map(({ link }) => link),
      quantities: quantitiesOf(quantities),
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
    classes: quantitiesOf(quantities).map(({ epcClass }) => epcClass),
    parties: [
      delivery.senderId,
      ...(delivery.ownerId ? [delivery.ownerId] : []),
      ...(delivery.buyerId ? [delivery.buyerId] : []),
    ],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
  return id;
}

/** The words of the event for it: a replay knows nothing but events, and a receipt may be told in anybody's words. */
const BACK = { RETURNED: "returned", RETRIEVED: "recalled" } as const;

/** What came back is no stock until the returns desk has said so (axis D); what a recall brought back never is. */
async function arriveAs(deps: Deps, tx: LedgerTx, scope: TenantScope, arrival: Arrival): Promise<void> {
  const { delivery, arrived, entry, now } = arrival;
  const { arrivesAs } = PURPOSES[delivery.purpose];
  if (!arrivesAs) return;
  const packs = (await tx.tree(arrived.map(({ link }) => link))).filter(({ kind }) => kind === "sgtin");
  if (packs.length === 0) return;
  await tx.setDisposition(
    packs.map(({ id }) => id),
    arrivesAs,
  );
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: cameBack({ ...facts, epcs: arrived.map(({ link }) => link), by: BACK[arrivesAs] }),
    units: arrived.map((unit) => ({ id: unit.id, link: unit.link, role: "object" })),
    parties: [delivery.senderId],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
}

async function recordHold(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  units: readonly Pick<Unit, "id" | "link">[],
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
