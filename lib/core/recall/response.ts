import type { RecallClass } from "@/lib/core/pack/axes";
import { policyOf } from "@/lib/core/policy/market-policy";
import { ok, type Result, refuse } from "@/lib/core/refusal";

/** What a site has done about a recall, in order. Each step is written once and never taken back. */
export const RECALL_STEPS = ["notified", "opened", "acknowledged", "completed"] as const;
export type RecallStep = (typeof RECALL_STEPS)[number];

/** none: the site has and had no pack of it. in-stock: found and set aside. passed-on: some had left the site already. */
export const RECALL_IMPACTS = ["none", "in-stock", "passed-on"] as const;
export type RecallImpact = (typeof RECALL_IMPACTS)[number];

export type RecallAnswer =
  | { readonly step: "opened" }
  | {
      readonly step: "acknowledged";
      readonly impact: RecallImpact;
      /** Packs found at the site and set aside. */
      readonly quantity: number;
    }
  | { readonly step: "completed" };

export type RecallAnswerCode =
  | "RECALL_QUANTITY_INVALID"
  | "RECALL_ALREADY_ACKNOWLEDGED"
  | "RECALL_NOT_ACKNOWLEDGED";

export type Given = {
  readonly step: RecallStep;
  readonly impact: RecallImpact | null;
  readonly quantity: number | null;
};

/**
 * A site's answer, given what it answered before (at least "notified"). Value: the steps to write, none when all is
 * said already. Whoever acknowledges has opened it; only what was acknowledged can be completed.
 */
export function answerRecall(
  given: readonly Given[],
  answer: RecallAnswer,
): Result<readonly Given[], RecallAnswerCode> {
  const before = (step: RecallStep): Given | undefined => given.find((row) => row.step === step);
  const opened: readonly Given[] = before("opened") ? [] : [plain("opened")];
  switch (answer.step) {
    case "opened":
      return ok(opened);
    case "acknowledged": {
      const { step, impact, quantity } = answer;
      if (!Number.isInteger(quantity) || quantity < 0 || (impact === "none" && quantity > 0)) {
        return refuse(
          "RECALL_QUANTITY_INVALID",
          "The number of packs does not fit the answer.",
          'Count what you set aside; with "none" it is 0.',
        );
      }
      const earlier = before("acknowledged");
      if (!earlier) return ok([...opened, { step, impact, quantity }]);
      return earlier.impact === impact && earlier.quantity === quantity
        ? ok([])
        : refuse(
            "RECALL_ALREADY_ACKNOWLEDGED",
            "This site has answered this recall with another number.",
            "Tell the maker what has changed.",
            { impact: earlier.impact, quantity: earlier.quantity },
          );
    }
    case "completed":
      if (!before("acknowledged")) {
        return refuse(
          "RECALL_NOT_ACKNOWLEDGED",
          "This recall was not acknowledged yet.",
          "Acknowledge it first, with what you found.",
        );
      }
      return ok(before("completed") ? [] : [plain("completed")]);
  }
}

const plain = (step: RecallStep): Given => ({ step, impact: null, quantity: null });

const HOUR = 3_600_000;

/** Until when a site of that market acknowledges (epoch milliseconds); null: a notice that asks for no answer. */
export function responseDue(market: string, recallClass: RecallClass, signedAt: number): number | null {
  const hours = policyOf(market).recallHours[recallClass];
  return hours === null ? null : signedAt + hours * HOUR;
}

/** Acknowledged after its time, or not at all and the time has passed. */
export const isLate = (due: number | null, acknowledgedAt: number | null, now: number): boolean =>
  due !== null && (acknowledgedAt ?? now) > due;
