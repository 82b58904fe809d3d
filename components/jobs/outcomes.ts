import type { VerdictKind } from "@/components/verdict/kind";
import type { BulkCode } from "@/lib/operations/bulk-outcomes";

/** Every code a pack of a job can be refused with; each has its words in messages/en/jobs.json. */
const CODES: Record<BulkCode, true> = {
  LISTED_TWICE: true,
  FORMAT_INVALID: true,
  NOT_A_PACK: true,
  SERIAL_UNKNOWN: true,
  ALREADY_INACTIVE: true,
  ALREADY_SUPPLIED_HERE: true,
  ALREADY_SHIPPED: true,
  NOT_DISPENSABLE: true,
  HELD: true,
  ENTRY_INCOMPLETE: true,
  BATCH_MISMATCH: true,
  EXPIRY_MISMATCH: true,
  CLONE_SUSPECTED: true,
  NOT_IN_CUSTODY: true,
  UNDO_TERMINAL: true,
  UNDO_STATE_MISMATCH: true,
  NOT_LOCKED: true,
  UNDO_OTHER_LOCATION: true,
  UNDO_TIME_EXCEEDED: true,
  UNDO_BLOCKED: true,
  DUPLICATE_SERIAL: true,
  SERIALS_INVALID: true,
  BATCH_UNKNOWN: true,
  BATCH_CLOSED: true,
  BATCH_EXPIRED: true,
  PRODUCT_UNKNOWN: true,
  PRODUCT_NOT_YOURS: true,
  WITNESS_MISSING: true,
  WITNESS_UNKNOWN: true,
  SAME_PERSON: true,
};
export const isBulkCode = (code: string): code is BulkCode => Object.hasOwn(CODES, code);

/** How the verdicts of a list look. NEUTRAL has no shape: it is none. */
export const VERDICTS = {
  VERIFIED: "verified",
  STOP: "stop",
  CHECK: "check",
  CANNOT_TELL: "cannot-tell",
  NEUTRAL: null,
} as const satisfies Record<string, VerdictKind | null>;
export type ListedVerdict = keyof typeof VERDICTS;
export const isVerdict = (outcome: string): outcome is ListedVerdict => Object.hasOwn(VERDICTS, outcome);

/** What was wanted first, then what needs somebody: the most first. */
export const inOrder = (summary: Readonly<Record<string, number>>): readonly [string, number][] =>
  Object.entries(summary).toSorted(([a, n], [b, m]) => Number(isWell(b)) - Number(isWell(a)) || m - n);

const isWell = (outcome: string): boolean => outcome === "done" || outcome === "VERIFIED";
