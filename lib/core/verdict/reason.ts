import { BLOCKER_CODES, type Params } from "@/lib/core/pack/blockers";

/** The four answers at a station, and the neutral line for goods that need no serial. */
export const VERDICT_KINDS = ["STOP", "CHECK", "CANNOT_TELL", "VERIFIED", "NEUTRAL"] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/**
 * Reasons in their order of precedence within one kind. Each code has a sentence in messages/en/reasons.json;
 * params are what the sentence needs. A mismatch never carries the registry's batch or expiry.
 */
export const REASON_CODES = [
  ...BLOCKER_CODES.slice(0, BLOCKER_CODES.indexOf("SUPPLIED")),
  "SUPPLIED",
  "SUPPLIED_ELSEWHERE",
  "SUPPLIED_HERE_REPEATEDLY",
  "SUPPLIED_HERE",
  ...BLOCKER_CODES.slice(BLOCKER_CODES.indexOf("SUPPLIED") + 1),
  "SERIAL_UNKNOWN",
  "PRODUCT_UNKNOWN_HERE",
  "FORMAT_INVALID",
  "SCAN_PROBLEM",
  "EXPIRY_MISMATCH",
  "BATCH_MISMATCH",
  "REPORTED_MISSING",
  "RETURNED",
  "IN_TRANSIT",
  "POSSESSED_ELSEWHERE",
  "REGISTRY_UNREACHABLE_SINCE",
  "REGISTRY_UNREACHABLE",
  "PRODUCT_UNKNOWN",
  "DISPENSABLE",
  "FIRST_SEEN_HERE",
  "HOSPITAL_STOCK",
  "NOT_SERIALISED",
  "LINEAR_CODE",
  "RECALL_NOTICE",
  "BATCH_NOT_COMPARED",
  "EXPIRY_NOT_COMPARED",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export type Reason = { readonly code: ReasonCode; readonly params: Params };

/** The one next thing to do. DISPENSE and USE_ON_WARD are never offered with STOP. */
export const ACTION_CODES = [
  "DISPENSE",
  "USE_ON_WARD",
  "KEEP",
  "QUARANTINE",
  "SCAN_AGAIN",
  "COMPARE_PRINT",
  "RECEIVE_FIRST",
  "REOPEN_MISSING",
  "RELEASE_RETURN",
  "RESOLVE_HOLD",
  "SET_ASIDE",
  "WAIT_FOR_REGISTRY",
  "USE_NATIONAL_SYSTEM",
  "SCAN_SQUARE_CODE",
  "NOTHING_TO_DO",
] as const;
export type ActionCode = (typeof ACTION_CODES)[number];

const rankOf = new Map<ReasonCode, number>(REASON_CODES.map((code, rank) => [code, rank]));

export const reasonRank = (code: ReasonCode): number => rankOf.get(code) ?? REASON_CODES.length;
