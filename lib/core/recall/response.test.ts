import { describe, expect, it } from "vitest";
import { answerRecall, type Given, isLate, type RecallAnswer, responseDue } from "./response";

const given = (...steps: Given["step"][]): readonly Given[] =>
  steps.map((step) =>
    step === "acknowledged"
      ? { step, impact: "in-stock", quantity: 3 }
      : { step, impact: null, quantity: null },
  );
const answer = (before: readonly Given[], asked: RecallAnswer) => {
  const result = answerRecall(before, asked);
  return result.ok ? result.value.map(({ step }) => step) : result.refusal.code;
};
const FOUND = { step: "acknowledged", impact: "in-stock", quantity: 3 } as const;

describe("a site's answers to a recall", () => {
  it.each([
    [given("notified"), { step: "opened" }, ["opened"]],
    [given("notified", "opened"), { step: "opened" }, []],
    [given("notified"), FOUND, ["opened", "acknowledged"]],
    [given("notified", "opened"), FOUND, ["acknowledged"]],
    [given("notified", "opened", "acknowledged"), FOUND, []],
    [given("notified", "opened", "acknowledged"), { ...FOUND, quantity: 4 }, "RECALL_ALREADY_ACKNOWLEDGED"],
    [given("notified"), { ...FOUND, quantity: -1 }, "RECALL_QUANTITY_INVALID"],
    [given("notified"), { ...FOUND, impact: "none" }, "RECALL_QUANTITY_INVALID"],
    [given("notified", "opened"), { step: "completed" }, "RECALL_NOT_ACKNOWLEDGED"],
    [given("notified", "opened", "acknowledged"), { step: "completed" }, ["completed"]],
    [given("notified", "opened", "acknowledged", "completed"), { step: "completed" }, []],
  ] as const)("%#", (before, asked, said) => expect(answer(before, asked)).toEqual(said));
});

describe("the clock of a recall", () => {
  const HOUR = 3_600_000;

  it("gives class 1 no time, class 2 two days, class 3 five, and class 4 asks nothing", () => {
    const due = ([1, 2, 3, 4] as const).map((grave) => responseDue("AT", grave, 0));
    expect(due).toEqual([0, 48 * HOUR, 120 * HOUR, null]);
  });

  it("is late from the millisecond after, acknowledged or not", () => {
    expect([isLate(10, null, 10), isLate(10, null, 11)]).toEqual([false, true]);
    expect([isLate(10, 10, 99), isLate(10, 11, 99)]).toEqual([false, true]);
    expect(isLate(null, null, 99)).toBe(false);
  });
});
