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

/**
 * What an agreement does to goods, and which side has them and so does it, by its own operation and under its own rules.
 * take-back: what never left stands at the sender again. take-in: it waits at the receiver for the sender's shipping, or
 * is counted in when nobody tracks it. release: the receiver's hold ends. send-back: shipped as a return. destroy:
 * before a witness.
 */
export const FOLLOW_UP_ACTS = ["take-back", "take-in", "release", "send-back", "destroy"] as const;
export type FollowUp = { readonly by: Side; readonly act: (typeof FOLLOW_UP_ACTS)[number] };

const AT_RECEIVER = {
  accepted: { by: "receiver", act: "release" },
  returned: { by: "receiver", act: "send-back" },
  destroyed: { by: "receiver", act: "destroy" },
} as const satisfies Partial<Record<Outcome, FollowUp>>;

/** What is credited or was a matter of data moves nothing; what was not announced is the sender's until it ships it. */
const FOLLOW_UPS: Readonly<Record<ExceptionKind, Partial<Record<Outcome, FollowUp>>>> = {
  missing: { "not-sent": { by: "sender", act: "take-back" } },
  overage: { accepted: { by: "receiver", act: "take-in" } },
  damaged: AT_RECEIVER,
  unreadable: AT_RECEIVER,
  "wrong-product": AT_RECEIVER,
  duplicate: AT_RECEIVER,
  misdirected: AT_RECEIVER,
  unavailable: AT_RECEIVER,
};

export type Settled = Pick<OpenException, "kind"> & {
  /** Null: not settled. */
  readonly outcome: Outcome | null;
  /** Null: nothing of the unit could be read, so nothing of it can be told. */
  readonly link: string | null;
  /** Null: it is about one unit. */
  readonly quantity: number | null;
};

/** What there is to do after an agreement; null: nothing. */
export function followUp({ kind, outcome, link, quantity }: Settled): FollowUp | null {
  const act = outcome === null || link === null ? null : (FOLLOW_UPS[kind][outcome] ?? null);
  // More packs without serials than were shipped are on the sender's book: it ships as many.
  return act?.act === "take-in" && quantity !== null ? null : act;
}

export type CarryOutCode = "NOT_SETTLED" | "NOTHING_TO_CARRY_OUT" | "OTHER_SIDE_CARRIES_OUT" | "CARRIED_OUT";

/** Whether this side carries out now what both agreed on. */
export function carryOut(
  settled: Settled & { readonly carriedOut: boolean },
  by: Side,
): Result<FollowUp["act"], CarryOutCode> {
  if (settled.outcome === null) {
    return refuse(
      "NOT_SETTLED",
      "Both sides have not agreed yet.",
      "Propose an outcome, or agree to theirs.",
    );
  }
  const next = followUp(settled);
  if (next === null) {
    return refuse(
      "NOTHING_TO_CARRY_OUT",
      "This agreement moves no goods.",
      "Ship or receive them as usual if there are any.",
    );
  }
  if (next.by !== by) {
    return refuse(
      "OTHER_SIDE_CARRIES_OUT",
      "The other side has the goods, and does what was agreed.",
      "Wait for it, or write to them.",
      { by: next.by },
    );
  }
  return settled.carriedOut
    ? refuse("CARRIED_OUT", "This was done already.", "Open the delivery to see when.")
    : ok(next.act);
}

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
