import type { FaultCode } from "./fault";

/** What a code can be told off for beside the linters' faults (fault.ts). */
export type StructureCode =
  | "EMPTY"
  | "NOT_GS1"
  | "SYMBOLOGY_UNSUPPORTED"
  | "SYMBOLOGY_MISSING"
  | "LENGTH_WRONG"
  | "AI_UNKNOWN"
  | "VALUE_EMPTY"
  | "VALUE_TOO_SHORT"
  | "VALUE_TOO_LONG"
  | "BRACKETS_MALFORMED"
  | "AI_REPEATED_DIFFERENT"
  | "AI_CONFLICT"
  | "AI_REQUIRED_MISSING"
  | "DIGSIG_UNSERIALISED"
  | "LINK_MALFORMED"
  | "LINK_WITHOUT_KEY"
  | "LINK_PATH_ORDER"
  | "LINK_AI_REPEATED"
  | "LINK_ATTRIBUTE_NOT_ALLOWED"
  | "LINK_BELONGS_IN_PATH"
  | "LINK_GTIN_NOT_14"
  | "LINK_PARAMETER_IGNORED"
  | "ENVELOPE_MALFORMED"
  | "SEPARATOR_LOST"
  | "SEPARATOR_STAND_IN"
  | "SEPARATOR_TRAILING"
  | "SEPARATOR_SUPERFLUOUS"
  | "SPACES_REMOVED"
  | "GTIN_MISSING"
  | "SERIAL_MISSING"
  | "BATCH_MISSING"
  | "EXPIRY_MISSING"
  | "CASE_SUSPECTED"
  | "LAYOUT_SUSPECTED"
  | "NO_SUBJECT";

export type IssueCode = FaultCode | StructureCode;

/** error: the code can't be used. warn: it can, but ask a person or fetch what is missing. info: worth knowing. */
export type Severity = "error" | "warn" | "info";

/** One finding. `from`..`to` is the half-open range of characters of the raw input it is about. */
export type Issue = {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** A plain sentence for a person. */
  readonly message: string;
  readonly from: number;
  readonly to: number;
};

export const hasError = (issues: readonly Issue[]): boolean =>
  issues.some((issue) => issue.severity === "error");
