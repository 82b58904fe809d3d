import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { undoOpenUntil } from "@/lib/core/time/undo-window";
import { localDay } from "@/lib/core/time/zone";
import { notAtHand } from "./at-hand";
import type { Here, PackFacts } from "./axes";
import { BECAUSE_IT } from "./blocker-words";
import { BLOCKER_CODES, type BlockerCode, blockersOf } from "./blockers";
import { isTenDayState } from "./conflict";
import type { PackEffect } from "./effect";
import {
  RETURN_TIME_CODES,
  type Returned,
  type ReturnTimeCode,
  type ReturnTimes,
  returnTimeReason,
  returnTimeRefused,
  timesOf,
} from "./returned";
import { undo } from "./undo";

/** What the person at the returns desk has seen and asked. */
export type Declared = {
  /** It was handed to a patient, and so has left everybody's care. */
  readonly handedOver: boolean;
  /** The outer packaging is whole and the seal is not broken. */
  readonly intact: boolean;
  /** It is shown that it was stored and carried as its label asks. */
  readonly storedWell: boolean;
};

export const RETURN_REASONS = [
  ...BLOCKER_CODES,
  "UNDO_TIME_EXCEEDED",
  "UNDO_OTHER_LOCATION",
  ...RETURN_TIME_CODES,
  "OPENED",
  "HANDED_OVER",
  "NOT_INTACT",
  "STORAGE_UNKNOWN",
  "NOT_AT_HAND",
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

export type ReturnAnswer = {
  /** after-undo: the registry's state is undone first, then it may. */
  readonly back: "yes" | "after-undo" | "no";
  /** Everything against it, gravest first; empty unless the answer is no. */
  readonly reasons: readonly ReturnReason[];
  /** Until when this site can undo its state (epoch milliseconds); null: there is nothing it could undo. */
  readonly undoUntil: number | null;
  /** Of what a delivery brought back; null: none did. */
  readonly returned: ReturnTimes | null;
};

type Input = {
  readonly facts: PackFacts;
  readonly here: Here;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly declared: Declared;
  /** Asked of what is RETURNED only; null: no delivery is known that brought it back. */
  readonly returned: Returned | null;
};

/**
 * "May this go back to stock?" Total: every pack has an answer. Sources: Delegated Regulation (EU) 2016/161, Article 13
 * for what the registry has to undo; the EU's Guidelines on Good Distribution Practice, 2013/C 343/01, 6.3 for what a
 * person has to see: whole packaging, known storage, neither expired nor recalled, supplied to that customer and back in time.
 */
export function mayReturnToStock(input: Input): ReturnAnswer {
  const { facts, here, now, declared } = input;
  const { registryState: state, stateSet } = facts;
  const undoes = isTenDayState(state) ? state : null;
  const away = notAtHand(facts, here) !== null;
  const isReturn = facts.ownDisposition === "RETURNED" && !away;
  const returned = isReturn ? input.returned : null;
  const blockers = blockersOf(facts, localDay(here.timeZone, now), here).map(({ code }) => code);
  const against: readonly (ReturnReason | false)[] = [
    ...blockers.filter((code) => code !== undoes),
    ...(undoes ? undoReasons(input) : []),
    isReturn && (returnTimeReason(returned, here.market) ?? false),
    facts.remaining !== null && "OPENED",
    ...whatWasSeen(declared),
    away && "NOT_AT_HAND",
  ];
  const reasons = [...new Set(against.filter((reason) => reason !== false))];
  return {
    back: reasons.length > 0 ? "no" : undoes ? "after-undo" : "yes",
    reasons,
    // Another site's times are its own.
    undoUntil: undoes && stateSet?.siteId === here.siteId ? undoOpenUntil(stateSet) : null,
    returned: returned && timesOf(returned, here.market),
  };
}

/** What the person's own eyes say against it. */
export const whatWasSeen = ({ handedOver, intact, storedWell }: Declared): readonly ReturnReason[] => [
  ...(handedOver ? (["HANDED_OVER"] as const) : []),
  ...(intact ? [] : (["NOT_INTACT"] as const)),
  ...(storedWell ? [] : (["STORAGE_UNKNOWN"] as const)),
];

/** Time and place of the undo; everything else it asks is asked of every return. */
function undoReasons({ facts, here, now }: Input): readonly ReturnReason[] {
  if (!isTenDayState(facts.registryState)) return [];
  const undone = undo({
    facts,
    here,
    now,
    undoes: facts.registryState,
    declaredNotHandedOver: true,
    authority: false,
  });
  if (undone.ok) return [];
  const { code } = undone.refusal;
  return code === "UNDO_TIME_EXCEEDED" || code === "UNDO_OTHER_LOCATION" ? [code] : [];
}

export type RestockCode = ReturnCode | "UNDO_FIRST";

/** A return goes back to stock (axis D); its registry state is not this one's to change. */
export function restock(input: Input): Result<PackEffect, RestockCode> {
  const { back, reasons } = mayReturnToStock(input);
  const [reason] = reasons;
  if (reason) return returnRefused(reason, input.returned, input.here.market);
  if (back === "after-undo") {
    return refuse(
      "UNDO_FIRST",
      "This pack is still recorded as gone.",
      "Undo that first; then it can go back to stock.",
      { state: input.facts.registryState },
    );
  }
  return input.facts.ownDisposition === "RETURNED"
    ? ok({ ownDisposition: null, changed: true })
    : ok({ changed: false });
}

const BECAUSE: Readonly<Record<Exclude<ReturnReason, BlockerCode | ReturnTimeCode>, string>> = {
  UNDO_TIME_EXCEEDED: "was recorded as gone more than ten days ago",
  UNDO_OTHER_LOCATION: "was recorded as gone by another site",
  OPENED: "was opened",
  HANDED_OVER: "was handed to a patient",
  NOT_INTACT: "is not whole",
  STORAGE_UNKNOWN: "was stored nobody knows how",
  NOT_AT_HAND: "is not recorded at your site",
};

export type ReturnCode = "RETURN_REFUSED" | ReturnTimeCode;

export function returnRefused(
  reason: ReturnReason,
  returned: Returned | null,
  market: string,
): Refused<ReturnCode> {
  if (reason === "RETURN_NOT_OURS" || reason === "RETURN_TOO_LATE") {
    return returnTimeRefused(reason, returned, market);
  }
  return refuse(
    "RETURN_REFUSED",
    `This pack can't go back to stock, because it ${{ ...BECAUSE_IT, ...BECAUSE }[reason]}.`,
    "Keep it out of stock and dispose of it by your procedure.",
    { reason },
  );
}
