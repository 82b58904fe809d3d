import { ok, type Result, refuse } from "@/lib/core/refusal";

/** What can be wrong with a delivery. Each stays open until both sides agree on what becomes of it. */
export const EXCEPTION_KINDS = [
  "missing",
  "overage",
  "damaged",
  "wrong-product",
  "duplicate",
  "unreadable",
  "unavailable",
  "misdirected",
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** What a person sees on goods that came; the other kinds the ledger finds by itself. */
export const SEEN_PROBLEMS = [
  "damaged",
  "wrong-product",
  "duplicate",
  "unreadable",
] as const satisfies readonly ExceptionKind[];
export type SeenProblem = (typeof SEEN_PROBLEMS)[number];

/** The five categories of the Healthcare Distribution Alliance's guideline for exceptions (DSCSA). */
export const HDA_CATEGORIES = [
  "DATA_ISSUE",
  "PRODUCT_NO_DATA",
  "DATA_NO_PRODUCT",
  "PACKAGING_AND_LABELLING",
  "UNAVAILABLE_FOR_DISTRIBUTION",
] as const;
export type HdaCategory = (typeof HDA_CATEGORIES)[number];

export const HDA_CATEGORY: Readonly<Record<ExceptionKind, HdaCategory>> = {
  missing: "DATA_NO_PRODUCT",
  overage: "PRODUCT_NO_DATA",
  damaged: "PACKAGING_AND_LABELLING",
  unreadable: "PACKAGING_AND_LABELLING",
  "wrong-product": "DATA_ISSUE",
  duplicate: "DATA_ISSUE",
  misdirected: "DATA_ISSUE",
  unavailable: "UNAVAILABLE_FOR_DISTRIBUTION",
};

/**
 * found: it turned up and was scanned. not-sent: it never left the sender. credited: the sender stands for the loss.
 * accepted: the receiver keeps it. data-corrected: the sender's data were wrong and have been sent again.
 */
export const OUTCOMES = [
  "found",
  "not-sent",
  "credited",
  "accepted",
  "returned",
  "destroyed",
  "data-corrected",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What both sides can agree on. "found" is never agreed on: only a scan shows it. */
export const OUTCOMES_OF: Readonly<Record<ExceptionKind, readonly Outcome[]>> = {
  missing: ["not-sent", "credited"],
  overage: ["accepted", "returned", "destroyed", "data-corrected"],
  damaged: ["accepted", "credited", "returned", "destroyed"],
  unreadable: ["accepted", "credited", "returned", "destroyed"],
  "wrong-product": ["accepted", "credited", "returned", "destroyed", "data-corrected"],
  duplicate: ["returned", "destroyed", "data-corrected"],
  misdirected: ["accepted", "returned"],
  unavailable: ["accepted", "credited", "returned", "destroyed"],
};

export type Side = "sender" | "receiver";
export type Proposal = { readonly outcome: Outcome; readonly by: Side };

export type OpenException = {
  readonly kind: ExceptionKind;
  readonly proposal: Proposal | null;
  readonly closed: boolean;
};

export type ResolveCode = "EXCEPTION_CLOSED" | "OUTCOME_NOT_POSSIBLE" | "NOTHING_PROPOSED" | "OWN_PROPOSAL";

const open = ({ closed }: OpenException): Result<true, "EXCEPTION_CLOSED"> =>
  closed
    ? refuse("EXCEPTION_CLOSED", "This difference is settled already.", "Open the delivery to see how.")
    : ok(true);

/** One side says what should become of it; a later proposal of either side takes the place of the one before. */
export function propose(
  exception: OpenException,
  proposal: Proposal,
): Result<{ readonly changed: boolean }, "EXCEPTION_CLOSED" | "OUTCOME_NOT_POSSIBLE"> {
  const still = open(exception);
  if (!still.ok) return still;
  const possible = OUTCOMES_OF[exception.kind];
  if (!possible.includes(proposal.outcome)) {
    return refuse(
      "OUTCOME_NOT_POSSIBLE",
      "This is no answer to such a difference.",
      "Choose one of the possible outcomes.",
      { possible: possible.join(" ") },
    );
  }
  const { proposal: before } = exception;
  return ok({ changed: before?.outcome !== proposal.outcome || before.by !== proposal.by });
}

/** The other side agrees, and it is settled: nobody settles alone what concerns both. */
export function agree(
  exception: OpenException,
  by: Side,
): Result<Outcome, "EXCEPTION_CLOSED" | "NOTHING_PROPOSED" | "OWN_PROPOSAL"> {
  const still = open(exception);
  if (!still.ok) return still;
  const { proposal } = exception;
  if (!proposal) {
    return refuse("NOTHING_PROPOSED", "Nobody has proposed an outcome yet.", "Propose one.");
  }
  return proposal.by === by
    ? refuse(
        "OWN_PROPOSAL",
        "Your side proposed this outcome; the other side agrees to it.",
        "Wait for their answer.",
        { outcome: proposal.outcome },
      )
    : ok(proposal.outcome);
}
