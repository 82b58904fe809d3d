import type { ActionCode, Reason, ReasonCode, VerdictKind } from "./reason";
import { reasonRank } from "./reason";

/** One thing found, and what it would mean if it were the only one. */
export type Finding = {
  readonly kind: VerdictKind;
  readonly action: ActionCode;
  readonly reason: Reason;
};

export const finding = (
  kind: VerdictKind,
  action: ActionCode,
  code: ReasonCode,
  params: Reason["params"] = {},
): Finding => ({ kind, action, reason: { code, params } });

const GRAVITY: Record<VerdictKind, number> = { STOP: 0, CHECK: 1, CANNOT_TELL: 2, VERIFIED: 3, NEUTRAL: 4 };

/** The gravest kind first; within a kind the order of REASON_CODES. */
export const byGravity = (a: Finding, b: Finding): number =>
  GRAVITY[a.kind] - GRAVITY[b.kind] || reasonRank(a.reason.code) - reasonRank(b.reason.code);
