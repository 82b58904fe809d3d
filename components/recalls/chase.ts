import type { SiteResponse } from "@/lib/operations/view-recall";

/** "At once" still takes a person some minutes: who was told or has opened it just now is at it. */
const AT_IT_MS = 15 * 60_000;

/** Past its time without an answer, and nothing has happened there for a while: somebody has to call. */
export const needsChasing = (
  { late, acknowledged, since }: Pick<SiteResponse, "late" | "acknowledged" | "since">,
  now: number,
): boolean => late && acknowledged === null && now - since > AT_IT_MS;

/** Its answer came after its time; one that is asked for at once has no time to come after. */
export const cameLate = (
  { late, acknowledged, due }: Pick<SiteResponse, "late" | "acknowledged" | "due">,
  signedAt: number | null,
): boolean => late && acknowledged !== null && due !== signedAt;
