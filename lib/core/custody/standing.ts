import type { Here, PackFacts } from "@/lib/core/pack/axes";

/**
 * How the asking site stands to a pack. FIRST_SEEN: no tracking site possesses it, so it may be counted in;
 * "not in your custody" is said only when another tracking site does possess it, or it is on its way.
 */
export type Standing = "HERE" | "ELSEWHERE" | "IN_TRANSIT" | "FIRST_SEEN";

export function standingOf(
  { custody, ownDisposition }: Pick<PackFacts, "custody" | "ownDisposition">,
  here: Pick<Here, "siteId">,
): Standing {
  // It was shipped to a party that doesn't track: whoever scans it next is the first to see it.
  if (ownDisposition === "LEFT_NETWORK") return "FIRST_SEEN";
  if (custody.place === "IN_TRANSIT") return "IN_TRANSIT";
  if (custody.siteId === null) return "FIRST_SEEN";
  return custody.siteId === here.siteId ? "HERE" : "ELSEWHERE";
}
