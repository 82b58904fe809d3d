import { standingOf } from "@/lib/core/custody/standing";
import { policyOf } from "@/lib/core/policy/market-policy";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import type { FieldMatch, Here, PackFacts } from "./axes";
import { BECAUSE_IT } from "./blocker-words";
import { blockersOf } from "./blockers";
import { conflictFacts, suppliedHere } from "./conflict";
import type { PackEffect } from "./effect";
import { repeatOf } from "./repeats";

export type SupplyCode =
  | "BATCH_MISMATCH"
  | "EXPIRY_MISMATCH"
  | "CLONE_SUSPECTED"
  | "NOT_DISPENSABLE"
  | "HELD"
  | "ENTRY_INCOMPLETE"
  | "ALREADY_SUPPLIED_HERE"
  | "ALREADY_INACTIVE"
  | "NOT_IN_CUSTODY";

export type SupplyInput = {
  readonly facts: PackFacts;
  readonly match: { readonly batch: FieldMatch; readonly expiry: FieldMatch };
  readonly here: Here;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** S values that another transition set; each is a conflict rather than a defect of the pack. */
const INACTIVE: ReadonlySet<string> = new Set([
  "SUPPLIED",
  "EXPORTED",
  "SAMPLE",
  "FREE_SAMPLE",
  "LOCKED",
  "CHECKED_OUT",
  "DESTROYED",
  "STOLEN",
  "VOID",
]);

/**
 * T2, supply → SUPPLIED. Allowed exactly when the verdict for the same question is VERIFIED and the pack isn't
 * this hospital's decommissioned stock: tested over every combination of axes (verdict.property.test.ts).
 * A refusal with `facts.alert` wants an alert; one with `facts.n` was counted as a repeat.
 */
export function supply(input: SupplyInput): Result<PackEffect, SupplyCode> {
  const { facts, match, here, now } = input;
  if (match.batch === "mismatch" || match.expiry === "mismatch") return mismatch(match);
  const whole = match.batch === "match" && match.expiry === "match";
  if (!whole && !policyOf(here.market).typedMayLack) {
    return refuse(
      "ENTRY_INCOMPLETE",
      "On this market a pack is dispensed with all four elements of its code.",
      "Scan the code, or type batch and expiry too.",
    );
  }

  const [gravest] = blockersOf(facts, localDay(here.timeZone, now), here);
  if (gravest) {
    if (gravest.code === "SUPPLIED" && suppliedHere(facts.supplied, here)) return repeated(input);
    const { hold } = gravest.params;
    if (hold !== undefined) {
      return refuse(
        "HELD",
        `This pack can't be dispensed, because it ${BECAUSE_IT[gravest.code]}.`,
        "Keep it apart until the hold is released.",
        { hold, reason: gravest.code },
      );
    }
    if (gravest.code === "CLONE_SUSPECTED") {
      return refuse(
        "CLONE_SUSPECTED",
        `This pack can't be dispensed, because it ${BECAUSE_IT[gravest.code]}: one of the two may be a copy.`,
        "Put it aside and open the alert; the other site is told, too.",
        { alert: true },
      );
    }
    return INACTIVE.has(gravest.code)
      ? refuse(
          "ALREADY_INACTIVE",
          `This pack can't be dispensed, because it ${BECAUSE_IT[gravest.code]}.`,
          "Put it in quarantine and open the alert.",
          { ...conflictFacts(facts, here, now), alert: true },
        )
      : notDispensable(gravest.code, BECAUSE_IT[gravest.code]);
  }
  if (facts.reportedMissing || facts.ownDisposition === "UNKNOWN") {
    return notDispensable("REPORTED_MISSING", "was reported missing", "Reopen the report, then receive it.");
  }
  if (facts.ownDisposition === "RETURNED") {
    return notDispensable(
      "RETURNED",
      "is a return that nobody has released",
      "Have the return checked first.",
    );
  }

  const standing = standingOf(facts, here);
  if (standing === "ELSEWHERE" || standing === "IN_TRANSIT") {
    return refuse(
      "NOT_IN_CUSTODY",
      standing === "IN_TRANSIT" ? "This pack is still on its way." : "Another site holds this pack.",
      "Receive it first, then dispense it.",
      { state: facts.registryState, standing },
    );
  }
  return ok({
    registryState: "SUPPLIED",
    // A hospital decommissions at goods-in: the pack stays on its shelf. Over a counter it goes with the patient.
    ownDisposition: here.setting === "hospital" ? null : "WITH_PATIENT",
    ...(facts.parentId === null ? {} : { unpackFirst: true }),
    ...(standing === "FIRST_SEEN" ? { countInFirst: true } : {}),
    changed: true,
  });
}

function repeated({ facts, here, now }: SupplyInput): Refused<SupplyCode> {
  const { n, of, tolerated } = repeatOf(
    facts.supplied?.repeatCount ?? 0,
    policyOf(here.market).repeatsTolerated,
  );
  const conflict = conflictFacts(facts, here, now);
  return tolerated
    ? refuse(
        "ALREADY_SUPPLIED_HERE",
        `This pack was already dispensed here. Scan ${n} of ${of} before an alert.`,
        "Don't dispense it again. If it is still here, a lead can undo the dispensing.",
        { ...conflict, n, of },
      )
    : refuse(
        "ALREADY_INACTIVE",
        "This pack was dispensed here and has been scanned again too often.",
        "Put it in quarantine and open the alert.",
        { ...conflict, n, of, alert: true },
      );
}

function notDispensable(
  reason: string,
  because: string,
  next = "Put it in quarantine.",
): Refused<"NOT_DISPENSABLE"> {
  return refuse("NOT_DISPENSABLE", `This pack can't be dispensed, because it ${because}.`, next, { reason });
}

/** Says which field differs and nothing of what the registry holds: the answer must not help anyone guess. */
function mismatch(match: SupplyInput["match"]): Refused<"BATCH_MISMATCH" | "EXPIRY_MISMATCH"> {
  const next = "Compare the print on the pack with what was read, and scan again.";
  return match.expiry === "mismatch"
    ? refuse("EXPIRY_MISMATCH", "The expiry date that was read doesn't belong to this serial number.", next)
    : refuse("BATCH_MISMATCH", "The batch number that was read doesn't belong to this serial number.", next);
}
