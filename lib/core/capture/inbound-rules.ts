import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { CLOCK_SKEW } from "@/lib/core/time/clock-skew";
import type { Meant } from "./meant";
import type { ClassOf, Told } from "./told";

/** Rules that an event breaks by itself; those about what the ledger holds are the operations' own. */
export type InboundRule =
  | "CBV_PAIRING"
  | "LOT_MISSING"
  | "MIXED_LEVELS"
  | "UNDONE_EVENT_MISSING"
  | "EPC_TWICE"
  | "QUANTITY_MISMATCH"
  | "SHIPPED_TO_LOCATION"
  | "SOURCE_MISSING"
  | "DESTINATION_MISSING"
  | "TRANSACTION_MISSING"
  | "EVENT_IN_FUTURE"
  | "EVENT_STALE"
  | "TIME_SEQUENCE";

/** What is older than a year is history and moves no goods today (milliseconds). */
export const STALE_AFTER = 366 * 86_400_000;

/** Whether what happened at `eventTime` may change what is now; backdated within the year is late evidence. */
export function isTimely(eventTime: number, now: number): Result<true, "EVENT_IN_FUTURE" | "EVENT_STALE"> {
  if (eventTime > now + CLOCK_SKEW) {
    return refuse(
      "EVENT_IN_FUTURE",
      "This event is said to happen in the future.",
      "Set the clock of the system that sent it, and send it again.",
    );
  }
  if (eventTime < now - STALE_AFTER) {
    return refuse(
      "EVENT_STALE",
      "This event is more than a year old, so it can't change where goods are now.",
      "Count the goods in where they stand.",
    );
  }
  return ok(true);
}

/** The commissioning of a unit, or whatever event first named it; times are epoch milliseconds. */
export type Made = { readonly link: string; readonly at: number };

/**
 * Nothing can have happened to a unit before there was one. `made`: the first unit that was commissioned after the
 * event, clocks being forgiven; null: there is none.
 */
export function inSequence(eventTime: number, made: Made | null): Result<true, "TIME_SEQUENCE"> {
  if (made === null) return ok(true);
  const [told, commissioned] = [eventTime, made.at].map((at) => new Date(at).toISOString()) as [
    string,
    string,
  ];
  return refuse(
    "TIME_SEQUENCE",
    `This event is dated ${told}, and a unit it names was commissioned at ${commissioned}.`,
    "Correct eventTime or the clock of the system that sent it, and send it again.",
    { link: made.link, eventTime: told, commissioned },
  );
}

/** Each unit once, whatever its spelling, and in one role. */
export function notDoubled(told: Told): Result<true, "EPC_TWICE" | "MIXED_LEVELS"> {
  if (told.parent !== null && told.children.includes(told.parent)) {
    return refuse("MIXED_LEVELS", "This event puts a container into itself.", "Name its children only.", {
      link: told.parent,
    });
  }
  for (const list of [told.epcs, told.children, told.inputs, told.outputs]) {
    const seen = new Set<string>();
    for (const epc of list) {
      if (seen.has(epc)) {
        return refuse("EPC_TWICE", "This event names a unit twice.", "Name each unit once.", { link: epc });
      }
      seen.add(epc);
    }
  }
  return ok(true);
}

/** Where an event names units and counts their product as well, both must agree. */
export function quantitiesAgree({ epcs, children, classes }: Told): Result<true, "QUANTITY_MISMATCH"> {
  for (const { link, quantity, uom } of classes) {
    const product = productOf(link);
    if (product === null || quantity === null || uom !== null) continue;
    const named = [...epcs, ...children].filter((epc) => epc.startsWith(`${product}/21/`)).length;
    if (named > 0 && named !== quantity) {
      return refuse(
        "QUANTITY_MISMATCH",
        `This event names ${named} units of a product and counts ${quantity}.`,
        "Correct the list or the quantity.",
        { link, named, quantity },
      );
    }
  }
  return ok(true);
}

/** The product of a class, of its batch too. */
const productOf = (link: ClassOf["link"]): string | null =>
  /^https:\/\/id\.gs1\.org\/01\/\d{14}/.exec(link)?.[0] ?? null;

/** A shipping says from whom, to whom and by which document, and that from here on the goods are nowhere. */
export function saysHandover(told: Told, meant: Meant): Result<Meant, InboundRule> {
  if (meant.do === "void-ship") return ok(meant);
  if (meant.do === "receive") {
    return meant.desadv === null && !isNamed(meant.from) ? missing("SOURCE_MISSING") : ok(meant);
  }
  if (meant.do !== "ship") return ok(meant);
  if (told.bizLocation !== null) {
    return refuse(
      "SHIPPED_TO_LOCATION",
      "A shipping event has a business location, as if the goods were somewhere already.",
      "Send it without bizLocation, and where they go as destination.",
    );
  }
  if (!isNamed(meant.from)) return missing("SOURCE_MISSING");
  if (!isNamed(meant.to)) return missing("DESTINATION_MISSING");
  if (told.transactions.length === 0) {
    return refuse(
      "TRANSACTION_MISSING",
      "A shipping event names no document it belongs to.",
      "Send its despatch advice (desadv) or order (po) in bizTransactionList.",
    );
  }
  return ok(meant);
}

const isNamed = (party: { readonly possessor: string | null; readonly location: string | null }): boolean =>
  party.possessor !== null || party.location !== null;

const missing = <Code extends "SOURCE_MISSING" | "DESTINATION_MISSING">(code: Code): Refused<Code> =>
  refuse(
    code,
    code === "SOURCE_MISSING" ? "This event doesn't say from whom." : "This event doesn't say to whom.",
    "Send sourceList and destinationList with possessing_party and location.",
  );
