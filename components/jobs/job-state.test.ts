import { describe, expect, it } from "vitest";
import { durationOf, needLook, paceOf } from "./job-state";

describe("how a job goes", () => {
  const running = { total: 1_000, done: 250, startedAt: 10_000, finishedAt: null };

  it("is told by its average, and what is left follows from it", () => {
    expect(paceOf(running, 15_000)).toEqual({ rate: 50, left: 15_000, ran: 5_000 });
  });

  it("is not told before anything is done, nor by a clock that runs behind", () => {
    expect(paceOf({ ...running, done: 0 }, 15_000)).toEqual({ rate: null, left: null, ran: 5_000 });
    expect(paceOf({ ...running, startedAt: null }, 15_000)).toEqual({ rate: null, left: null, ran: 0 });
    expect(paceOf(running, 9_000)).toEqual({ rate: null, left: null, ran: 0 });
  });

  it("has nothing left once it is over, and took as long as it took", () => {
    expect(paceOf({ ...running, done: 1_000, finishedAt: 30_000 }, 99_000)).toEqual({
      rate: 50,
      left: null,
      ran: 20_000,
    });
  });

  it.each([
    [1, { unit: "seconds", count: 1, minutes: 0 }],
    [89_000, { unit: "seconds", count: 89, minutes: 0 }],
    [90_001, { unit: "minutes", count: 2, minutes: 0 }],
    [7_260_000, { unit: "hours", count: 2, minutes: 1 }],
  ])("lasts %i ms in words", (ms, words) => {
    expect(durationOf(ms)).toEqual(words);
  });

  it("counts what somebody has to look at", () => {
    expect(needLook({ summary: { done: 5, HELD: 2, LISTED_TWICE: 1 } })).toBe(3);
    expect(needLook({ summary: { VERIFIED: 5, STOP: 1, CHECK: 1 } })).toBe(2);
  });
});
