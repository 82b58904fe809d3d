import type { Here, HoldKind } from "@/lib/core/pack/axes";
import type { HoldId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { Unit } from "./containment";
import { standingOf } from "./standing";

export const PLACE_KINDS = ["shelf", "quarantine"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export type PutAwayCode = "NOT_IN_CUSTODY" | "STILL_PACKED" | "HELD";

type Input = {
  readonly unit: Unit & { readonly holds: readonly { readonly id: HoldId; readonly kind: HoldKind }[] };
  readonly here: Pick<Here, "siteId">;
  readonly kind: PlaceKind;
};

/**
 * Putting a unit to a place inside its site. The quarantine shelf and the registry never disagree: what goes there is
 * held from that moment (a hold is placed when it has none), and what is held goes to no other place. A label alone
 * would stop nobody: the next scan at the counter would still say "in order".
 */
export function putAway({ unit, here, kind }: Input): Result<{ readonly hold: boolean }, PutAwayCode> {
  if (standingOf({ custody: unit.custody, ownDisposition: null }, here) !== "HERE") {
    return refuse("NOT_IN_CUSTODY", "A unit is not at your site.", "Receive it first, or put it aside.", {
      link: unit.link,
    });
  }
  if (unit.parentId !== null) {
    return refuse(
      "STILL_PACKED",
      "A unit is still in its container.",
      "Put the container away, or unpack first.",
      {
        link: unit.link,
      },
    );
  }
  const [hold] = unit.holds;
  if (kind === "shelf" && hold) {
    return refuse(
      "HELD",
      "A unit is on hold.",
      "Put it to a quarantine place, or have the hold released first.",
      {
        hold: hold.id,
        kind: hold.kind,
        link: unit.link,
      },
    );
  }
  return ok({ hold: kind === "quarantine" && !hold });
}
