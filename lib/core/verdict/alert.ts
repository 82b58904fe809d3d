import type { ReasonCode } from "./reason";
import type { Verdict } from "./verdict";

export const ALERT_CAUSES = [
  "SERIAL_UNKNOWN",
  "BATCH_MISMATCH",
  "EXPIRY_MISMATCH",
  "ALREADY_INACTIVE",
  "PRODUCT_UNKNOWN",
  "CLONE_SUSPECTED",
] as const;
export type AlertCause = (typeof ALERT_CAUSES)[number];

const CAUSE_OF: Partial<Record<ReasonCode, AlertCause>> = {
  SERIAL_UNKNOWN: "SERIAL_UNKNOWN",
  PRODUCT_UNKNOWN_HERE: "PRODUCT_UNKNOWN",
  BATCH_MISMATCH: "BATCH_MISMATCH",
  EXPIRY_MISMATCH: "EXPIRY_MISMATCH",
  STOLEN: "ALREADY_INACTIVE",
  DESTROYED: "ALREADY_INACTIVE",
  VOID: "ALREADY_INACTIVE",
  NOT_COMMISSIONED: "SERIAL_UNKNOWN",
  SUPPLIED: "ALREADY_INACTIVE",
  SUPPLIED_ELSEWHERE: "ALREADY_INACTIVE",
  SUPPLIED_HERE_REPEATEDLY: "ALREADY_INACTIVE",
  EXPORTED: "ALREADY_INACTIVE",
  SAMPLE: "ALREADY_INACTIVE",
  FREE_SAMPLE: "ALREADY_INACTIVE",
  LOCKED: "ALREADY_INACTIVE",
  CHECKED_OUT: "ALREADY_INACTIVE",
  CLONE_SUSPECTED: "CLONE_SUSPECTED",
};

/**
 * Whether a verdict raises an alert, and for what. Only a STOP does: a CHECK waits for its one thing first, so a
 * scanner's fault never becomes one. Expired, recalled and withdrawn packs raise none: nothing is falsified. A
 * registry state or an impossible journey further down still counts, or a recall would hide a copy; a mismatch counts as
 * the first reason only, because further down it may be one that nobody has compared with the print.
 */
export function alertCauseOf({ kind, reason, others }: Verdict): AlertCause | null {
  if (kind !== "STOP") return null;
  const first = CAUSE_OF[reason.code];
  if (first) return first;
  const causes = others.map(({ code }) => CAUSE_OF[code]);
  return causes.find((cause) => cause === "ALREADY_INACTIVE" || cause === "CLONE_SUSPECTED") ?? null;
}
