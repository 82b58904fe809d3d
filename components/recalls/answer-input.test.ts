import { expect, it } from "vitest";
import { answerOf } from "./answer-input";

it.each([
  [{ impact: null, quantity: "3" }, { fault: "impact" }],
  [{ impact: "in-stock", quantity: "" }, { fault: "quantity" }],
  [{ impact: "in-stock", quantity: "1.5" }, { fault: "quantity" }],
  [{ impact: "passed-on", quantity: "-1" }, { fault: "quantity" }],
  [{ impact: "none", quantity: "12" }, { answer: { step: "acknowledged", impact: "none", quantity: 0 } }],
  [
    { impact: "in-stock", quantity: " 24 " },
    { answer: { step: "acknowledged", impact: "in-stock", quantity: 24 } },
  ],
] as const)("an answer of %j is %j", (input, result) => expect(answerOf(input)).toEqual(result));
