import type { NamedAs, Told } from "./told";

/**
 * Axis D of a pack and of everything in a container: what was not found, what turned up, what a customer or a recall
 * brought back. The last two are said of packs; the container around them is a container like any other.
 */
export type Whereabouts = "lost" | "found" | "returned" | "retrieved";

/** What one event says became of one unit that it names. Absent: that axis stays. */
export type Meaning = {
  /** Its first event. */
  readonly begins?: true;
  readonly state?: string;
  /** Axis D of the unit itself. "back": no longer with a patient; "restocked": no longer a return; what else it says stays. */
  readonly own?: "WITH_PATIENT" | "DISPOSED" | "back" | "here" | "restocked";
  /** Axis D of the unit and of everything in it. */
  readonly whereabouts?: Whereabouts;
  /** Where the capturer has it from now on. */
  readonly place?: "AT_SITE" | "IN_TRANSIT";
  readonly holds?: 1 | -1;
  /** A part was taken out; "perhaps": the last part of an opened pack, or a whole one. */
  readonly opened?: true | "perhaps";
  readonly moves?: "in" | "out";
  readonly repacked?: "old" | "new";
};

/** Goods that were lost are found wherever somebody has them. */
const HERE = { place: "AT_SITE", whereabouts: "found" } as const;

/** type, action, step, disposition, whether a registry state is told → what it means. "*": whatever. */
const OBJECTS: Readonly<Record<string, (told: Told) => Meaning>> = {
  "ADD commissioning active": ({ registryState }) => ({
    begins: true,
    state: registryState ?? "ACTIVE",
    place: "AT_SITE",
  }),
  "OBSERVE shipping in_transit": () => ({ place: "IN_TRANSIT" }),
  "OBSERVE shipping returned": () => ({ place: "IN_TRANSIT" }),
  "OBSERVE void_shipping in_progress": () => ({ place: "AT_SITE" }),
  "OBSERVE receiving in_progress": () => HERE,
  "OBSERVE receiving sellable_accessible": () => HERE,
  "OBSERVE receiving sellable_not_accessible": () => HERE,
  "OBSERVE receiving returned": () => HERE,
  "OBSERVE accepting returned": () => ({ whereabouts: "returned" }),
  "OBSERVE accepting recalled": () => ({ whereabouts: "retrieved" }),
  "OBSERVE accepting sellable_accessible": () => ({ own: "restocked" }),
  "OBSERVE stock_taking sellable_accessible": () => HERE,
  "OBSERVE storing sellable_accessible": () => HERE,
  "OBSERVE stock_taking unknown": () => ({ whereabouts: "lost" }),
  "OBSERVE dispensing dispensed": ({ registryState, actorKind }) =>
    registryState === null
      ? { own: "WITH_PATIENT", opened: "perhaps" }
      : // A hospital decommissions at goods-in: the pack stays on its shelf.
        { state: registryState, own: actorKind === "hospital" ? "here" : "WITH_PATIENT" },
  "OBSERVE dispensing partially_dispensed": ({ registryState }) =>
    registryState === null ? { opened: true } : { state: registryState, own: "here", opened: true },
  "OBSERVE stocking sellable_accessible": back,
  "OBSERVE inspecting sellable_accessible": back,
  "OBSERVE holding non_sellable_other": () => ({ holds: 1 }),
  "OBSERVE holding recalled": () => ({ holds: 1 }),
  "OBSERVE inspecting conformant": () => ({ holds: -1 }),
  "OBSERVE holding unavailable": becomes,
  "OBSERVE sampling unavailable": becomes,
  "OBSERVE departing unavailable": becomes,
  "OBSERVE inspecting stolen": becomes,
  "OBSERVE removing inactive": becomes,
  "DELETE destroying destroyed": becomes,
  "DELETE decommissioning inactive": becomes,
  "OBSERVE destroying destroyed": () => ({ own: "DISPOSED" }),
};

/** What goes without saying: other systems may leave the disposition out. */
const USUAL: Readonly<Record<string, string>> = {
  commissioning: "active",
  shipping: "in_transit",
  void_shipping: "in_progress",
  receiving: "in_progress",
  dispensing: "dispensed",
  stocking: "sellable_accessible",
  sampling: "unavailable",
  departing: "unavailable",
  removing: "inactive",
  destroying: "destroyed",
  decommissioning: "inactive",
};

function becomes({ registryState }: Told): Meaning {
  return registryState === null ? {} : { state: registryState };
}

function back(told: Told): Meaning {
  return { ...becomes(told), own: "back" };
}

/**
 * What an event means to a unit, read from its words alone (DOMAIN §2–4, the builders of lib/core/epcis/pharma). Null:
 * nobody writes such an event. Deliberately not the code that decided it: the two must agree without knowing each other.
 */
export function meaningOf(told: Told, as: NamedAs): Meaning | null {
  if (told.type === "AggregationEvent") {
    if (as === "parent") return {};
    const moves = told.action === "ADD" ? "in" : told.action === "DELETE" ? "out" : null;
    return moves && as === "child" ? { moves } : null;
  }
  if (told.type === "TransformationEvent") {
    if (told.bizStep !== "repackaging") return null;
    return as === "input" ? { repacked: "old" } : as === "output" ? { repacked: "new" } : null;
  }
  if (told.type !== "ObjectEvent" || as !== "object") return null;
  const { action, bizStep, disposition } = told;
  const word = disposition ?? USUAL[bizStep ?? ""];
  return OBJECTS[`${action} ${bizStep} ${word}`]?.(told) ?? null;
}

const ENDS: ReadonlySet<string> = new Set(["DESTROYED", "STOLEN", "VOID"]);

/** Whether S may go from one state to the other at all (DOMAIN §2): away from ACTIVE, back to it, never from an end. */
export const mayBecome = (from: string | null, to: string): boolean =>
  from !== null && !ENDS.has(from) && (from === "ACTIVE") !== (to === "ACTIVE");
