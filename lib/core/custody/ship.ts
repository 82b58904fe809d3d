import { type Here, HOLD_KINDS, type HoldKind } from "@/lib/core/pack/axes";
import { BECAUSE_IT } from "@/lib/core/pack/blocker-words";
import type { HoldId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { LocalDay } from "@/lib/core/time/zone";
import type { Unit } from "./containment";
import { PURPOSES, type ShipmentPurpose } from "./purposes";
import { canShipTo, type Receiver, type ReceiverCode } from "./receiver";
import { type Contents, notRecalled, type ShipBlocker, type ShipReason, shipBlockers } from "./ship-blockers";
import { standingOf } from "./standing";

export const SHIPMENT_STATES = ["OPEN", "PARTLY_RECEIVED", "RECEIVED", "VOIDED"] as const;
export type ShipmentState = (typeof SHIPMENT_STATES)[number];

export type ShipCode =
  | "SHIPMENT_CLOSED"
  | ReceiverCode
  | "NOT_RECALLED"
  | "NOTHING_TO_SHIP"
  | "NOT_IN_CUSTODY"
  | "STILL_PACKED"
  | "HELD"
  | "BLOCKED_UNIT";

export type ShipInput = {
  readonly here: Pick<Here, "siteId">;
  readonly today: LocalDay;
  readonly purpose: ShipmentPurpose;
  /** Null: it has not left yet. */
  readonly state: ShipmentState | null;
  readonly receiver: Receiver;
  readonly units: readonly Unit[];
  /** What is in all units together, and packs without serials that go along. */
  readonly contents: readonly Contents[];
  /** Open holds on the units themselves, their containers and their batch. */
  readonly holds: readonly { readonly link: string; readonly id: HoldId; readonly kind: HoldKind }[];
  /** Units that stand in a container are taken out of it first: asked of the person, never assumed. */
  readonly takeOff: boolean;
};

export type Departure = {
  /** What the shipping event names: units that don't travel inside another one of the list. */
  readonly roots: readonly Unit[];
  /** Of those, the ones whose unpack event comes first. */
  readonly takeOff: readonly Unit[];
};

/** C1, ship. Custody stays with the sender until the receiver has received. */
export function ship(input: ShipInput): Result<Departure, ShipCode> {
  const { here, today, purpose, state, units, takeOff } = input;
  if (state !== null) {
    return refuse("SHIPMENT_CLOSED", "This shipment has left already.", "Start a new shipment.", { state });
  }
  const licensed = canShipTo(input.receiver, purpose, today);
  if (!licensed.ok) return licensed;
  if (units.length === 0 && input.contents.length === 0) {
    return refuse("NOTHING_TO_SHIP", "Nothing has been scanned yet.", "Scan the units that go out.");
  }
  for (const { custody, link } of units) {
    const standing = standingOf({ custody, ownDisposition: null }, here);
    if (standing !== "HERE") {
      return refuse(
        "NOT_IN_CUSTODY",
        standing === "IN_TRANSIT" ? "A unit is already on its way." : "A unit is not at your site.",
        "Take it out of the shipment, or receive it first.",
        { link, standing },
      );
    }
  }
  const listed = new Set(units.map(({ id }) => id));
  const roots = units.filter(({ parentId }) => parentId === null || !listed.has(parentId));
  const contained = roots.filter(({ parentId }) => parentId !== null);
  if (contained.length > 0 && !takeOff) {
    return refuse(
      "STILL_PACKED",
      contained.length === 1
        ? "A unit is still in its container."
        : `${contained.length} units are still in their containers.`,
      "Take them off the container, or ship the container.",
      { count: contained.length, link: contained[0]?.link ?? null },
    );
  }
  const goods = goodsMayLeave(input);
  if (!goods.ok) return goods;
  return ok({ roots, takeOff: contained });
}

/** What the purpose asks of the goods themselves. */
function goodsMayLeave({
  purpose,
  contents,
  holds,
  today,
}: ShipInput): Result<true, "HELD" | "BLOCKED_UNIT" | "NOT_RECALLED"> {
  const { tolerates, only } = PURPOSES[purpose];
  const blockers = shipBlockers(contents, today, purpose);
  const [gravest] = blockers;
  // Whatever it is for, nothing leaves from under an authority's hold. Of goods that are only held, the hold is named.
  const onlyHeld = !tolerates.has("HELD") && (gravest === undefined || gravest.reason === "HELD");
  const [held] = holds
    .filter(({ kind }) => onlyHeld || kind === "REGULATOR")
    .toSorted((a, b) => HOLD_KINDS.indexOf(b.kind) - HOLD_KINDS.indexOf(a.kind));
  if (held) {
    return refuse(
      "HELD",
      held.kind === "REGULATOR" ? "The authority holds a unit." : "A unit is on hold.",
      "Take it out of the shipment, or have the hold released first.",
      { hold: held.id, kind: held.kind, link: held.link },
    );
  }
  if (gravest) {
    const blocked = blockers.reduce((sum, { count }) => sum + count, 0);
    const may = tolerates.size === 0 ? "be sold" : "leave for this purpose";
    return refuse(
      "BLOCKED_UNIT",
      blocked === 1
        ? `1 pack can't ${may}, because it ${wordOf(gravest)}.`
        : `${blocked} packs can't ${may}. The gravest reason: one ${wordOf(gravest)}.`,
      "Take them out and put them in quarantine.",
      { blocked, reason: gravest.reason, batch: gravest.batchNumber, ofReason: gravest.count },
    );
  }
  const [stray, ...others] = only === "RECALLED" ? notRecalled(contents) : [];
  if (stray) {
    const packs = [stray, ...others].reduce((sum, { count }) => sum + count, 0);
    return refuse(
      "NOT_RECALLED",
      packs === 1 ? "1 pack was not recalled." : `${packs} packs were not recalled.`,
      "Take them out: they can be sold, or sent back as a return.",
      { packs, batch: stray.batch.number },
    );
  }
  return ok(true);
}

const WORDS: Record<ShipReason, string> = {
  ...BECAUSE_IT,
  HELD: "is on hold",
  REPORTED_MISSING: "was reported missing",
  RETURNED: "is a return that nobody has released",
};

const wordOf = ({ reason }: ShipBlocker): string => WORDS[reason];

/** Takes a shipment back before anyone has received anything of it. */
export function voidShipment(state: ShipmentState): Result<{ changed: boolean }, "SHIPMENT_CLOSED"> {
  if (state === "VOIDED") return ok({ changed: false });
  return state === "OPEN"
    ? ok({ changed: true })
    : refuse(
        "SHIPMENT_CLOSED",
        "The receiver has received this shipment already.",
        "Agree on a return with the receiver.",
        { state },
      );
}
