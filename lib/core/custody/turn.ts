import { followUp, type Proposal, type Settled, type Side } from "./exceptions";

/**
 * Whose move a difference waits for, as one side sees it. say: nobody has proposed anything, so either side begins.
 * answer: the other side has proposed. do: both have agreed, and this side has the goods. wait: the other side's move.
 */
export const TURNS = ["answer", "do", "say", "wait"] as const;
export type Turn = (typeof TURNS)[number];

export type Talked = Settled & { readonly proposal: Proposal | null; readonly carriedOut: boolean };

/** Null: nothing is left to say or to do. */
export function turnOf(talked: Talked, side: Side): Turn | null {
  const { outcome, proposal, carriedOut } = talked;
  if (outcome === null) {
    if (proposal === null) return "say";
    return proposal.by === side ? "wait" : "answer";
  }
  const next = carriedOut ? null : followUp(talked);
  if (next === null) return null;
  return next.by === side ? "do" : "wait";
}
