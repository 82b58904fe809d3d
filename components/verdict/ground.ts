import type { StationGround } from "@/components/frame/station-frame";
import { TONE, type VerdictKind } from "./kind";

/** The ground of a station for its last verdict; none yet, or a product without serials, leaves it plain. */
export function groundOf(kind: VerdictKind | "neutral" | undefined): StationGround {
  return kind === undefined || kind === "neutral" ? "plain" : TONE[kind];
}
