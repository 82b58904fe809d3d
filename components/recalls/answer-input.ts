import type { RecallAnswer, RecallImpact } from "@/lib/core/recall/response";

/** What is chosen and typed, as typed. */
export type AnswerInput = { readonly impact: RecallImpact | null; readonly quantity: string };

export type AnswerFault = "impact" | "quantity";

/** The answer as it is sent, or what has to be filled in first. None is none: then no number is asked for. */
export function answerOf({
  impact,
  quantity,
}: AnswerInput):
  | { readonly answer: Extract<RecallAnswer, { step: "acknowledged" }> }
  | { readonly fault: AnswerFault } {
  if (impact === null) return { fault: "impact" };
  if (impact === "none") return { answer: { step: "acknowledged", impact, quantity: 0 } };
  if (!/^\d{1,8}$/.test(quantity.trim())) return { fault: "quantity" };
  return { answer: { step: "acknowledged", impact, quantity: Number(quantity.trim()) } };
}
