import { standingOf } from "@/lib/core/custody/standing";
import { type Refused, refuse } from "@/lib/core/refusal";
import type { Here, PackFacts } from "./axes";
import type { PackEffect } from "./effect";

/** The guard "custody": null when the pack is at this site, or nobody who tracks possesses it. */
export function notAtHand(facts: PackFacts, here: Here): Refused<"NOT_IN_CUSTODY"> | null {
  if (facts.reportedMissing || facts.ownDisposition === "UNKNOWN") {
    return refuse(
      "NOT_IN_CUSTODY",
      "This pack was reported missing.",
      "Reopen the report, then receive it.",
      { standing: "REPORTED_MISSING" },
    );
  }
  const standing = standingOf(facts, here);
  if (standing === "HERE" || standing === "FIRST_SEEN") return null;
  return refuse(
    "NOT_IN_CUSTODY",
    standing === "IN_TRANSIT" ? "This pack is still on its way." : "This pack is not at your site.",
    "Receive it first.",
    { standing },
  );
}

/** What comes before anything is done to a pack at hand: out of its container, and into this site's custody. */
export function broughtHere(
  facts: PackFacts,
  here: Here,
): Pick<PackEffect, "unpackFirst" | "countInFirst" | "ownDisposition"> {
  const firstSeen = standingOf(facts, here) === "FIRST_SEEN";
  return {
    ...(facts.parentId === null ? {} : { unpackFirst: true }),
    ...(firstSeen ? { countInFirst: true } : {}),
    // It came back from a party that doesn't track; from now on it is where it stands.
    ...(firstSeen && facts.ownDisposition === "LEFT_NETWORK" ? { ownDisposition: null } : {}),
  };
}

/** Still ACTIVE in the registry and gone all the same: a recalled pack that was destroyed, one that was handed over. */
export const isGone = ({ ownDisposition }: PackFacts): boolean =>
  ownDisposition === "DISPOSED" || ownDisposition === "WITH_PATIENT";
