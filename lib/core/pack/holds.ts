import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { HoldKind } from "./axes";
import { type PackEffect, UNCHANGED } from "./effect";
import type { HoldId, OrgId } from "./ids";

export type Hold = {
  readonly id: HoldId;
  readonly kind: HoldKind;
  readonly placedBy: OrgId;
  /** Placed by an authority: only an authority releases it. */
  readonly byRegulator: boolean;
  readonly released: boolean;
};

/** As what somebody places a hold. The system places its own in the operation that finds their cause. */
export const HOLD_PLACERS = ["system", "possessor", "holder", "regulator"] as const;
export type HoldPlacer = (typeof HOLD_PLACERS)[number];

/** What a hold is on. Packs inherit what is on their containers, their batch and their delivery. */
export const HOLD_SUBJECTS = ["pack", "container", "batch", "shipment"] as const;
export type HoldSubject = (typeof HOLD_SUBJECTS)[number];

/**
 * Who may say what: whoever has the goods knows their condition, the holder of the authorisation knows whether they
 * are genuine, and an authority's word is its own.
 */
const KINDS: Readonly<Record<HoldPlacer, readonly HoldKind[]>> = {
  system: ["ALERT", "RECALL", "EXCEPTION"],
  possessor: ["SUSPECT", "TEMPERATURE", "EXCEPTION"],
  holder: ["SUSPECT", "TEMPERATURE", "ILLEGITIMATE"],
  regulator: ["SUSPECT", "ILLEGITIMATE", "REGULATOR"],
};

export type PlaceHoldCode = "NOT_IN_CUSTODY" | "HOLD_KIND_FORBIDDEN";

/**
 * H1, place. `as`: every way in which the one who asks stands to the subject; none: the subject is none of theirs.
 * Holds add up: a second one of the same kind is a second reason and needs its own release.
 */
export function placeHold(kind: HoldKind, as: readonly HoldPlacer[]): Result<PackEffect, PlaceHoldCode> {
  if (as.length === 0) {
    return refuse(
      "NOT_IN_CUSTODY",
      "This is neither in your hands nor of your products.",
      "Ask whoever has it, its maker or the authority to hold it.",
    );
  }
  if (as.some((placer) => KINDS[placer].includes(kind))) return ok({ holdsAdded: [kind], changed: true });
  return refuse(
    "HOLD_KIND_FORBIDDEN",
    "A hold of this kind is not yours to place.",
    `Choose one of these: ${[...new Set(as.flatMap((placer) => KINDS[placer]))].join(", ")}.`,
    { kind },
  );
}

/** H1, release: by the side that placed it, or by the regulator. A hold of a recall is as irreversible as the recall. */
export function releaseHold(
  hold: Hold,
  by: { readonly orgId: OrgId; readonly regulator: boolean },
): Result<PackEffect, "HELD" | "RECALL_IRREVERSIBLE"> {
  if (hold.released) return ok(UNCHANGED);
  if (hold.kind === "RECALL") {
    return refuse(
      "RECALL_IRREVERSIBLE",
      "This pack is recalled by its serial number. A recall can't be taken back.",
      "Keep it apart and send it back as the recall asks.",
      { hold: hold.id },
    );
  }
  const own = hold.placedBy === by.orgId && !hold.byRegulator;
  if (own || by.regulator) return ok({ holdsReleased: [hold.id], changed: true });
  return refuse(
    "HELD",
    hold.byRegulator ? "Only the authority can release this hold." : "Another organisation placed this hold.",
    "Ask the side that placed it to release it.",
    { hold: hold.id, kind: hold.kind },
  );
}
