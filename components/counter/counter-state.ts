import type { Refusal } from "@/lib/core/refusal";
import type { Dispensed } from "@/lib/operations/dispense-pack";
import type { Quarantined } from "@/lib/operations/quarantine-pack";
import type { Reading } from "@/lib/operations/reading";
import type { Verified } from "@/lib/operations/verify-pack";
import type { Scan } from "@/lib/scan/scan";

/** What the counter shows now. One pack at a time; a STOP stays until the pack is in quarantine. */
export type CounterState =
  | { readonly kind: "idle" }
  | { readonly kind: "asking"; readonly scan: Scan }
  | {
      readonly kind: "answered";
      readonly reading: Reading;
      readonly answer: Verified;
      readonly busy: boolean;
    }
  | { readonly kind: "dispensed"; readonly answer: Verified; readonly dispensed: Dispensed }
  | { readonly kind: "quarantined"; readonly answer: Verified; readonly quarantined: Quarantined }
  | { readonly kind: "container"; readonly sscc: string }
  | { readonly kind: "unreadable"; readonly scan: Scan }
  /** A product that needs no serial, or its striped code. */
  | { readonly kind: "neutral"; readonly code: "NOT_SERIALISED" | "LINEAR_CODE"; readonly name: string }
  | { readonly kind: "unknown-product" }
  /** No answer: it never looks green. */
  | { readonly kind: "lost"; readonly scan: Scan; readonly since: number };

export type CounterProblem = Refusal | null;

/** While this is up, scans sound "stop" and are dropped: nobody may scan a stopped pack away. */
export const isStopped = (state: CounterState): boolean =>
  state.kind === "answered" && state.answer.verdict.kind === "STOP";
