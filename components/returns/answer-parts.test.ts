import { expect, it } from "vitest";
import { isBlocker, timeLeft } from "./answer-parts";

const HOUR = 3_600_000;

it("promises no minute more than there is to undo", () => {
  expect(timeLeft(10 * 24 * HOUR - 1)).toEqual({ days: 9, hours: 23 });
  expect(timeLeft(HOUR - 1)).toEqual({ days: 0, hours: 0 });
});

it("tells what stands against any supply from what only a return is asked", () => {
  expect(isBlocker("EXPIRED")).toBe(true);
  expect(isBlocker("NOT_INTACT")).toBe(false);
});
