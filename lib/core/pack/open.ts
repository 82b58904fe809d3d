import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { broughtHere, notAtHand } from "./at-hand";
import type { Here, PackFacts } from "./axes";
import { BECAUSE_IT } from "./blocker-words";
import { blockersOf } from "./blockers";
import { conflictFacts } from "./conflict";
import type { PackEffect } from "./effect";
import { isHospitalStock } from "./hospital-stock";
import { type SupplyCode, type SupplyInput, supply } from "./supply";

export type OpenCode = SupplyCode | "REMAINING_INVALID";
export type WardCode = "NOT_HOSPITAL_STOCK" | "NOT_DISPENSABLE" | "NOT_IN_CUSTODY";

export type OpenInput = SupplyInput & {
  /** Units (tablets, ampoules) left in the pack afterwards: what is counted, so that a repeat changes nothing. */
  readonly remaining: number;
  /** Units in a whole pack; null: master data doesn't say in numbers. */
  readonly whole: number | null;
};

/**
 * A part of a pack is supplied. When first opened the pack is verified and decommissioned, exactly as by a supply;
 * stock that this hospital decommissioned already is only opened. The last part empties it.
 * Source: Delegated Regulation (EU) 2016/161, Article 28.
 */
export function open(input: OpenInput): Result<PackEffect, OpenCode> {
  const { facts, here, remaining } = input;
  const before = facts.remaining ?? input.whole;
  const fewer = Number.isSafeInteger(remaining) && remaining >= 0 && (before === null || remaining < before);
  if (isHospitalStock(facts, here)) {
    if (!fewer) return badRemaining(before);
    const stopped = stoppedStock(input);
    if (stopped) return stopped;
    const emptied = remaining === 0 ? { ownDisposition: "WITH_PATIENT" as const } : {};
    return ok({ remaining, ...broughtHere(facts, here), ...emptied, changed: true });
  }
  const supplied = supply(input);
  if (!supplied.ok) return supplied;
  // Handing out all of it is a supply, not an opening.
  if (!fewer || remaining === 0) return badRemaining(before);
  return ok({ ...supplied.value, ownDisposition: null, remaining });
}

/** Decommissioned stock goes to a ward: D changes, S was changed when it was decommissioned. */
export function issueToWard(input: {
  readonly facts: PackFacts;
  readonly here: Here;
  readonly now: number;
}): Result<PackEffect, WardCode> {
  const { facts, here, now } = input;
  if (!isHospitalStock(facts, here)) {
    return refuse(
      "NOT_HOSPITAL_STOCK",
      "This pack is not decommissioned stock of your hospital.",
      "Verify and decommission it first.",
      conflictFacts(facts, here, now),
    );
  }
  return (
    stoppedStock(input) ??
    ok({ ...broughtHere(facts, here), ownDisposition: "WITH_PATIENT" as const, changed: true })
  );
}

/** Recall, expiry, holds and the like stop decommissioned stock as they stop any other; so does its being elsewhere. */
function stoppedStock({
  facts,
  here,
  now,
}: Pick<SupplyInput, "facts" | "here" | "now">): Refused<"NOT_DISPENSABLE" | "NOT_IN_CUSTODY"> | null {
  const blocker = blockersOf(facts, localDay(here.timeZone, now), here).find(
    ({ code }) => code !== "SUPPLIED",
  );
  return blocker
    ? refuse(
        "NOT_DISPENSABLE",
        `This pack can't be used, because it ${BECAUSE_IT[blocker.code]}.`,
        "Put it in quarantine.",
        { reason: blocker.code },
      )
    : notAtHand(facts, here);
}

const badRemaining = (before: number | null): Refused<"REMAINING_INVALID"> =>
  refuse(
    "REMAINING_INVALID",
    before === null
      ? "What is left must be a whole number of units."
      : `What is left must be a whole number below ${before}.`,
    "Count what is left in the pack. A pack handed out whole is dispensed, not opened.",
    { before },
  );
