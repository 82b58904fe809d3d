import type { Here } from "@/lib/core/pack/axes";
import type { Asked } from "./asked";
import { byGravity, type Finding, finding } from "./finding";
import { packFindings } from "./pack-findings";
import type { ActionCode, Reason, VerdictKind } from "./reason";

export type Verdict = {
  readonly kind: VerdictKind;
  /** The gravest reason: the one that is said. */
  readonly reason: Reason;
  /** All other reasons, gravest first. */
  readonly others: readonly Reason[];
  readonly action: { readonly code: ActionCode };
};

/**
 * The verdict for anything that can be asked: total and deterministic, one of four answers or the neutral line.
 * The gravest kind wins; within it the order of REASON_CODES decides which reason is said.
 */
export function verdictOf(asked: Asked, here: Here): Verdict {
  const [first, others] = gravest(findingsOf(asked, here));
  return {
    kind: first.kind,
    reason: first.reason,
    others: others.map(({ reason }) => reason),
    action: { code: first.action },
  };
}

function gravest(findings: readonly Finding[]): readonly [Finding, readonly Finding[]] {
  const [first, ...others] = [...findings].sort(byGravity);
  if (!first) throw new Error("A verdict needs at least one finding");
  return [first, others];
}

function findingsOf(asked: Asked, here: Here): readonly Finding[] {
  switch (asked.kind) {
    case "pack":
      return packFindings(asked.facts, asked.match, here, asked.now);
    case "unknown-serial":
      return asked.fault && !asked.printConfirmed
        ? [finding("CHECK", "SCAN_AGAIN", "SCAN_PROBLEM", { fault: asked.fault })]
        : [finding("STOP", "QUARANTINE", "SERIAL_UNKNOWN")];
    case "unknown-product":
      return asked.legalRegistry
        ? [finding("STOP", "QUARANTINE", "PRODUCT_UNKNOWN_HERE")]
        : [finding("CANNOT_TELL", "USE_NATIONAL_SYSTEM", "PRODUCT_UNKNOWN")];
    case "not-serialised":
      return asked.linear
        ? [finding("NEUTRAL", "SCAN_SQUARE_CODE", "LINEAR_CODE")]
        : [finding("NEUTRAL", "NOTHING_TO_DO", "NOT_SERIALISED")];
    case "unreadable":
      return [finding("CHECK", "SCAN_AGAIN", "FORMAT_INVALID", { issue: asked.issue })];
    case "registry-unreachable":
      return [
        asked.since === null
          ? finding("CANNOT_TELL", "WAIT_FOR_REGISTRY", "REGISTRY_UNREACHABLE")
          : finding("CANNOT_TELL", "WAIT_FOR_REGISTRY", "REGISTRY_UNREACHABLE_SINCE", { since: asked.since }),
      ];
  }
}
