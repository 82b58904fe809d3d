import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { isUndoOpen } from "@/lib/core/time/undo-window";
import { localDay } from "@/lib/core/time/zone";
import { notAtHand } from "./at-hand";
import type { Here, PackFacts, RegistryState } from "./axes";
import { BECAUSE_IT } from "./blocker-words";
import { type BlockerCode, blockersOf } from "./blockers";
import { conflictFacts, setBy, TEN_DAY_STATES, type TenDayState } from "./conflict";
import type { PackEffect } from "./effect";

export const UNDOABLE_STATES = [...TEN_DAY_STATES, "LOCKED", "CHECKED_OUT"] as const;
export type UndoableState = (typeof UNDOABLE_STATES)[number];

export type UndoCode =
  | "UNDO_TERMINAL"
  | "UNDO_STATE_MISMATCH"
  | "NOT_LOCKED"
  | "UNDO_OTHER_LOCATION"
  | "UNDO_TIME_EXCEEDED"
  | "UNDO_BLOCKED"
  | "NOT_IN_CUSTODY";

export type UndoInput = {
  readonly facts: PackFacts;
  readonly here: Here;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The state the person means to undo: an undo that crosses another change must not hit it. */
  readonly undoes: UndoableState;
  /** The person states that the pack was never handed to the patient. */
  readonly declaredNotHandedOver: boolean;
  /** The asking organisation is an authority: it may open any lock. */
  readonly authority: boolean;
};

const TERMINAL: ReadonlySet<RegistryState> = new Set(["DESTROYED", "STOLEN", "VOID"]);
const BLOCKS_UNDO: ReadonlySet<BlockerCode> = new Set([
  "ILLEGITIMATE_HOLD",
  "WITHDRAWN",
  "RECALLED",
  "RECALL_HOLD",
  "EXPIRED",
  "DISPOSED",
  "RETRIEVED",
]);
/** "A … can be undone for ten days". */
const NOUN: Record<TenDayState, string> = {
  SUPPLIED: "dispensing",
  EXPORTED: "recorded export",
  SAMPLE: "recorded sample",
  FREE_SAMPLE: "recorded free sample",
};

/** T9, back to ACTIVE. Who may ask (a lead) is access' question; where, when and whether is this one's. */
export function undo(input: UndoInput): Result<PackEffect, UndoCode> {
  const { facts, here, now, undoes } = input;
  const conflict = conflictFacts(facts, here, now);
  if (TERMINAL.has(facts.registryState)) {
    return refuse(
      "UNDO_TERMINAL",
      "Destroyed, stolen and voided packs can't be brought back.",
      "Keep the pack in quarantine and tell the person responsible.",
      conflict,
    );
  }
  if (undoes === "LOCKED" && facts.registryState === "ACTIVE") {
    return refuse("NOT_LOCKED", "This pack is not locked.", "Scan the pack to see its state.", conflict);
  }
  if (facts.registryState !== undoes) {
    return refuse(
      "UNDO_STATE_MISMATCH",
      "This pack is not in the state that you want to undo.",
      "Scan the pack again to see its state.",
      conflict,
    );
  }
  if (undoes === "LOCKED") return unlock(input);
  return undoes === "CHECKED_OUT" ? putBack(input) : withinTenDays(input, undoes);
}

/**
 * Source: Delegated Regulation (EU) 2016/161, Article 13: same premises, at most ten days, not expired, not
 * recalled, withdrawn, stolen or destroyed, not supplied to the public.
 */
function withinTenDays(input: UndoInput, undoes: TenDayState): Result<PackEffect, UndoCode> {
  const { facts, here, now } = input;
  const conflict = conflictFacts(facts, here, now);
  if (!facts.stateSet || setBy(facts.stateSet, here) !== "THIS_SITE") return otherLocation(input);
  if (!isUndoOpen(facts.stateSet, now)) {
    return refuse(
      "UNDO_TIME_EXCEEDED",
      `A ${NOUN[undoes]} can be undone for ten days; that time is over.`,
      "Keep the pack out of sale and dispose of it by your procedure.",
      conflict,
    );
  }
  const blocker = blockersOf(facts, localDay(here.timeZone, now), here).find(({ code }) =>
    BLOCKS_UNDO.has(code),
  );
  if (blocker) return blocked(input, BECAUSE_IT[blocker.code], blocker.code);
  if (facts.remaining !== null) return blocked(input, "was opened and a part of it handed out", "OPENED");
  if (!input.declaredNotHandedOver) {
    return refuse(
      "UNDO_BLOCKED",
      "A pack that was handed to a patient can't go back into stock.",
      "Confirm that the pack never left your hands, or keep it out of stock.",
      { ...conflict, reason: "NOT_DECLARED" },
    );
  }
  return leftSince(facts, here) ?? active(facts);
}

/** T5: at any time, by the organisation that locked it or an authority, wherever the pack is. */
function unlock(input: UndoInput): Result<PackEffect, UndoCode> {
  const { facts, here, now } = input;
  if (!input.authority && facts.stateSet?.orgId !== here.orgId) {
    return refuse(
      "UNDO_OTHER_LOCATION",
      "Another organisation locked this pack.",
      "Ask it, or the authority, to unlock the pack.",
      conflictFacts(facts, here, now),
    );
  }
  return facts.ownDisposition === "DISPOSED"
    ? blocked(input, BECAUSE_IT.DISPOSED, "DISPOSED")
    : active(facts);
}

/** T6: the pack is as it was until the packs made of it are linked. */
function putBack(input: UndoInput): Result<PackEffect, UndoCode> {
  const { facts, here } = input;
  if (!facts.stateSet || setBy(facts.stateSet, here) !== "THIS_SITE") return otherLocation(input);
  if (facts.replaced) return blocked(input, "has been replaced by new packs", "REPLACED");
  if (facts.ownDisposition === "DISPOSED") return blocked(input, BECAUSE_IT.DISPOSED, "DISPOSED");
  return leftSince(facts, here) ?? active(facts);
}

/** A pack that was handed over in the registry's eyes is back on the shelf; what else D says stays true. */
const active = ({ ownDisposition }: PackFacts): Result<PackEffect, never> =>
  ok({
    registryState: "ACTIVE",
    ...(ownDisposition === "WITH_PATIENT" ? { ownDisposition: null } : {}),
    changed: true,
  });

/**
 * What has been sent on can't go back into stock here. A site that doesn't track yet possesses nothing as far as the
 * rules go; what it set and its organisation still holds is with it.
 */
function leftSince(facts: PackFacts, here: Here): Refused<"NOT_IN_CUSTODY"> | null {
  const away = notAtHand(facts, here);
  if (away) return away;
  return facts.custody.holderOrgId === here.orgId
    ? null
    : refuse("NOT_IN_CUSTODY", "This pack has left your site since.", "Receive it first.");
}

const otherLocation = ({ facts, here, now }: UndoInput): Refused<"UNDO_OTHER_LOCATION"> =>
  refuse(
    "UNDO_OTHER_LOCATION",
    "Only the site that recorded this can undo it.",
    "Put the pack in quarantine: it was recorded somewhere else.",
    { ...conflictFacts(facts, here, now), alert: true },
  );

const blocked = (
  { facts, here, now }: UndoInput,
  because: string,
  reason: BlockerCode | "OPENED" | "REPLACED",
): Refused<"UNDO_BLOCKED"> =>
  refuse(
    "UNDO_BLOCKED",
    `This can't be undone, because the pack ${because}.`,
    "Put the pack in quarantine.",
    {
      ...conflictFacts(facts, here, now),
      reason,
    },
  );
