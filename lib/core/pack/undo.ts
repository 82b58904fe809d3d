import { ok, type Result, refuse } from "@/lib/core/refusal";
import { isUndoOpen } from "@/lib/core/time/undo-window";
import { localDay } from "@/lib/core/time/zone";
import type { Here, PackFacts, RegistryState } from "./axes";
import { BECAUSE_IT } from "./blocker-words";
import { type BlockerCode, blockersOf } from "./blockers";
import { conflictFacts, suppliedHere } from "./conflict";
import type { PackEffect } from "./effect";

export type UndoCode =
  | "UNDO_TERMINAL"
  | "UNDO_STATE_MISMATCH"
  | "UNDO_OTHER_LOCATION"
  | "UNDO_TIME_EXCEEDED"
  | "UNDO_BLOCKED";

export type UndoInput = {
  readonly facts: PackFacts;
  readonly here: Here;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The state the person means to undo: an undo that crosses another change must not hit it. */
  readonly undoes: RegistryState;
  /** The person states that the pack was never handed to the patient. */
  readonly declaredNotHandedOver: boolean;
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

/**
 * T9, undo a supply → ACTIVE. Who may ask (lead) is access' question; where, when and whether is this one's.
 * Source: Delegated Regulation (EU) 2016/161, Article 13: same premises, at most ten days, not expired, not
 * recalled, withdrawn, stolen or destroyed, not supplied to the public.
 */
export function undoSupply(input: UndoInput): Result<PackEffect, UndoCode> {
  const { facts, here, now, undoes, declaredNotHandedOver } = input;
  const conflict = conflictFacts(facts, here, now);
  if (TERMINAL.has(facts.registryState)) {
    return refuse(
      "UNDO_TERMINAL",
      "Destroyed, stolen and voided packs can't be brought back.",
      "Keep the pack in quarantine and tell the person responsible.",
      conflict,
    );
  }
  if (undoes !== "SUPPLIED" || facts.registryState !== "SUPPLIED") {
    return refuse(
      "UNDO_STATE_MISMATCH",
      "This pack is not recorded as dispensed, so there is nothing to undo.",
      "Scan the pack again to see its state.",
      conflict,
    );
  }
  const supplied = suppliedHere(facts.supplied, here);
  if (!supplied) {
    return refuse(
      "UNDO_OTHER_LOCATION",
      "Only the site that dispensed this pack can undo it.",
      "Put the pack in quarantine: it was dispensed somewhere else.",
      { ...conflict, alert: true },
    );
  }
  if (!isUndoOpen(supplied, now)) {
    return refuse(
      "UNDO_TIME_EXCEEDED",
      "A dispensing can be undone for ten days; that time is over.",
      "Keep the pack out of sale and dispose of it by your procedure.",
      conflict,
    );
  }
  const blocker = blockersOf(facts, localDay(here.timeZone, now)).find(({ code }) => BLOCKS_UNDO.has(code));
  if (blocker) {
    return refuse(
      "UNDO_BLOCKED",
      `This dispensing can't be undone, because the pack ${BECAUSE_IT[blocker.code]}.`,
      "Put the pack in quarantine.",
      { ...conflict, reason: blocker.code },
    );
  }
  if (!declaredNotHandedOver) {
    return refuse(
      "UNDO_BLOCKED",
      "A pack that was handed to a patient can't go back into stock.",
      "Confirm that the pack never left your hands, or keep it out of stock.",
      { ...conflict, reason: "NOT_DECLARED" },
    );
  }
  return ok({ registryState: "ACTIVE", ownDisposition: null, changed: true });
}
