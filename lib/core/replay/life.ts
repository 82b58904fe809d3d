import { type Meaning, mayBecome, meaningOf, type Whereabouts } from "./meaning";
import type { Custody, NamedAs, Told } from "./told";

/** Someone was in a container from one place of the ledger's order until another; null: still. */
export type Stay = { readonly parentId: string; readonly from: number; to: number | null };

/** A unit as its events alone make it. */
export type Replayed = {
  /** Null: no event brought it into being. */
  state: string | null;
  /** The event that set the state. */
  stateEventId: string | null;
  own: string | null;
  parentId: string | null;
  /** Of a unit on its own. */
  custody: Custody | null;
  /** Open holds of its own, and those that it kept when it left a held container. */
  holds: number;
  opened: boolean | "perhaps";
  repacked: ("old" | "new")[];
  readonly stays: Stay[];
  /** What can't have happened so, in words. */
  readonly faults: string[];
};

/** What happens to a unit by what happens to the containers around it. */
export type Around = {
  /** Custody of the root above this container at that place of the order. */
  custodyAt(containerId: string, seq: number): Custody | null;
  /** Open holds of this container and of those around it at that place of the order. */
  holdsAt(containerId: string, seq: number): number;
  /** What was said of everything in this container, or in one around it, between two places of the order; sorted. */
  saidBetween(
    containerId: string,
    from: number,
    to: number,
  ): readonly { readonly seq: number; readonly whereabouts: Whereabouts }[];
};

export const unborn = (): Replayed => ({
  state: null,
  stateEventId: null,
  own: null,
  parentId: null,
  custody: null,
  holds: 0,
  opened: false,
  repacked: [],
  stays: [],
  faults: [],
});

/**
 * One unit's life from zero: its own events in the ledger's order, and what befell the containers it was in. `until`
 * catches up with the latter; call it at the end.
 */
export function lifeOf(around: Around) {
  const unit = unborn();
  let caughtUp = 0;

  function until(seq: number): Replayed {
    if (unit.parentId !== null) {
      for (const { whereabouts } of around.saidBetween(unit.parentId, caughtUp, seq)) say(unit, whereabouts);
    }
    caughtUp = seq;
    return unit;
  }

  /** `parentId`: of an aggregation. */
  function live(told: Told, as: NamedAs, parentId: string | null): void {
    until(told.seq);
    const meaning = meaningOf(told, as);
    if (meaning === null) unit.faults.push(`event ${told.eventId} says nothing that the ledger knows of it`);
    else if (meaning.begins) begin(told, meaning);
    else if (unit.state === null) unit.faults.push(`event ${told.eventId} names it before it existed`);
    else {
      if (meaning.moves === "in") goIn(told, parentId);
      if (meaning.moves === "out") goOut(told, parentId);
      change(told, meaning);
    }
  }

  function begin(told: Told, { state }: Meaning): void {
    if (unit.state !== null) unit.faults.push(`event ${told.eventId} commissions it a second time`);
    unit.state = state ?? null;
    unit.stateEventId = told.eventId;
    unit.custody = { orgId: told.orgId, siteId: told.siteId, place: "AT_SITE" };
  }

  function goIn({ seq, eventId }: Told, parentId: string | null): void {
    if (parentId === null || unit.parentId !== null) {
      unit.faults.push(`event ${eventId} packs it while it is in a container`);
      return;
    }
    unit.parentId = parentId;
    unit.custody = null;
    unit.stays.push({ parentId, from: seq, to: null });
  }

  function goOut({ seq, eventId }: Told, parentId: string | null): void {
    const stay = unit.stays.at(-1);
    if (!stay || unit.parentId === null || unit.parentId !== parentId) {
      unit.faults.push(`event ${eventId} unpacks it from a container that it is not in`);
      return;
    }
    stay.to = seq;
    unit.custody = around.custodyAt(unit.parentId, seq);
    // Unpacking does not launder a hold: what leaves a held container stays held.
    unit.holds += around.holdsAt(unit.parentId, seq);
    unit.parentId = null;
  }

  function change(told: Told, { state, own, whereabouts, place, holds, opened, repacked }: Meaning): void {
    if (state !== undefined) {
      if (!mayBecome(unit.state, state)) {
        unit.faults.push(`event ${told.eventId} makes it ${state} when it is ${unit.state}`);
      }
      unit.state = state;
      unit.stateEventId = told.eventId;
    }
    if (own === "back") unit.own = unit.own === "WITH_PATIENT" ? null : unit.own;
    else if (own === "restocked") unit.own = unit.own === "RETURNED" ? null : unit.own;
    else if (own !== undefined) unit.own = own === "here" ? null : own;
    if (whereabouts) say(unit, whereabouts);
    if (place) {
      if (unit.parentId !== null) unit.faults.push(`event ${told.eventId} moves it out of its container`);
      else unit.custody = { orgId: told.orgId, siteId: told.siteId, place };
    }
    if (holds) unit.holds += holds;
    if (unit.holds < 0) unit.faults.push(`event ${told.eventId} ends a hold that it does not have`);
    if (opened && unit.opened !== true) unit.opened = opened;
    if (repacked) unit.repacked.push(repacked);
  }

  return { unit, until, live };
}

export type Life = ReturnType<typeof lifeOf>;

function say(unit: Replayed, whereabouts: Whereabouts): void {
  if (whereabouts === "lost") unit.own = "UNKNOWN";
  else if (whereabouts === "returned") unit.own = "RETURNED";
  else if (whereabouts === "retrieved") unit.own = "RETRIEVED";
  else if (unit.own === "UNKNOWN") unit.own = null;
}
