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

/** H1, place. Holds add up: a second one of the same kind is a second reason and needs its own release. */
export const placeHold = (kind: HoldKind): PackEffect => ({ holdsAdded: [kind], changed: true });

/** H1, release: by the side that placed it, or by the regulator. */
export function releaseHold(
  hold: Hold,
  by: { readonly orgId: OrgId; readonly regulator: boolean },
): Result<PackEffect, "HELD"> {
  if (hold.released) return ok(UNCHANGED);
  const own = hold.placedBy === by.orgId && !hold.byRegulator;
  if (own || by.regulator) return ok({ holdsReleased: [hold.id], changed: true });
  return refuse(
    "HELD",
    hold.byRegulator ? "Only the authority can release this hold." : "Another organisation placed this hold.",
    "Ask the side that placed it to release it.",
    { hold: hold.id, kind: hold.kind },
  );
}
