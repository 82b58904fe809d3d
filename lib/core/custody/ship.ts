import { type Here, HOLD_KINDS, type HoldKind } from "@/lib/core/pack/axes";
import { BECAUSE_IT } from "@/lib/core/pack/blocker-words";
import type { HoldId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { LocalDay } from "@/lib/core/time/zone";
import type { Unit } from "./containment";
import type { ShipBlocker, ShipReason } from "./ship-blockers";
import { standingOf } from "./standing";

export const SHIPMENT_PURPOSES = [
  "sale",
  "transfer",
  "return",
  "recall-return",
  "destruction",
  "sample",
  "drop-ship",
] as const;
export type ShipmentPurpose = (typeof SHIPMENT_PURPOSES)[number];

export const SHIPMENT_STATES = ["OPEN", "PARTLY_RECEIVED", "RECEIVED", "VOIDED"] as const;
export type ShipmentState = (typeof SHIPMENT_STATES)[number];

/** Only goods meant for patients are refused for what they are: returns and destruction exist for the others. */
export const isForPatients = (purpose: ShipmentPurpose): boolean =>
  purpose === "sale" || purpose === "drop-ship";

export type ShipCode =
  | "SHIPMENT_CLOSED"
  | "NOT_LICENSED"
  | "NOTHING_TO_SHIP"
  | "NOT_IN_CUSTODY"
  | "STILL_PACKED"
  | "HELD"
  | "BLOCKED_UNIT";

export type Licence = { readonly validFrom: LocalDay; readonly validTo: LocalDay | null };

export const isLicensed = (licences: readonly Licence[], today: LocalDay): boolean =>
  licences.some(({ validFrom, validTo }) => validFrom <= today && (validTo === null || today <= validTo));

export type ShipInput = {
  readonly here: Pick<Here, "siteId">;
  readonly today: LocalDay;
  readonly purpose: ShipmentPurpose;
  /** Null: it has not left yet. */
  readonly state: ShipmentState | null;
  /** The receiver's licences that allow it to hold medicines. */
  readonly receiverLicences: readonly Licence[];
  readonly units: readonly Unit[];
  /** Of all units together (ship-blockers.ts). */
  readonly blockers: readonly ShipBlocker[];
  /** Open holds on the units themselves, their containers and their batch. */
  readonly holds: readonly { readonly link: string; readonly id: HoldId; readonly kind: HoldKind }[];
  /** Units that stand in a container are taken out of it first: asked of the person, never assumed. */
  readonly takeOff: boolean;
};

/** Whether goods may be shipped to this receiver at all: asked before the first scan. */
export function canShipTo(
  receiverLicences: readonly Licence[],
  today: LocalDay,
): Result<true, "NOT_LICENSED"> {
  return isLicensed(receiverLicences, today)
    ? ok(true)
    : refuse(
        "NOT_LICENSED",
        "The receiver has no valid licence for medicines.",
        "Ask the receiver for its licence, or have an administrator renew it here.",
      );
}

export type Departure = {
  /** What the shipping event names: units that don't travel inside another one of the list. */
  readonly roots: readonly Unit[];
  /** Of those, the ones whose unpack event comes first. */
  readonly takeOff: readonly Unit[];
};

/** C1, ship. Custody stays with the sender until the receiver has received. */
export function ship(input: ShipInput): Result<Departure, ShipCode> {
  const { here, today, purpose, state, units, blockers, takeOff } = input;
  if (state !== null) {
    return refuse("SHIPMENT_CLOSED", "This shipment has left already.", "Start a new shipment.", { state });
  }
  const licensed = canShipTo(input.receiverLicences, today);
  if (!licensed.ok) return licensed;
  if (units.length === 0) {
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
  const [gravest] = blockers;
  // Whatever it is for, nothing leaves from under an authority's hold; other held goods may go back or be destroyed.
  const sold = isForPatients(purpose) && (gravest === undefined || gravest.reason === "HELD");
  const held = input.holds
    .filter(({ kind }) => sold || kind === "REGULATOR")
    .toSorted((a, b) => HOLD_KINDS.indexOf(b.kind) - HOLD_KINDS.indexOf(a.kind))[0];
  if (held) {
    return refuse(
      "HELD",
      held.kind === "REGULATOR" ? "The authority holds a unit." : "A unit is on hold.",
      "Take it out of the shipment, or have the hold released first.",
      { hold: held.id, kind: held.kind, link: held.link },
    );
  }
  if (gravest && isForPatients(purpose)) {
    const blocked = blockers.reduce((sum, { count }) => sum + count, 0);
    return refuse(
      "BLOCKED_UNIT",
      blocked === 1
        ? `1 pack can't be sold, because it ${wordOf(gravest)}.`
        : `${blocked} packs can't be sold. The gravest reason: one ${wordOf(gravest)}.`,
      "Take them out and put them in quarantine.",
      { blocked, reason: gravest.reason, batch: gravest.batchNumber, ofReason: gravest.count },
    );
  }
  return ok({ roots, takeOff: contained });
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
