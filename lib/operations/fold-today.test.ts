import { describe, expect, it } from "vitest";
import { eventId } from "@/lib/core/pack/ids";
import type { TodayLine } from "./desk-ports";
import { foldToday } from "./fold-today";

const line = (change: Partial<TodayLine> & Pick<TodayLine, "at">): TodayLine => ({
  eventId: eventId(`00000000-0000-4000-8000-${String(change.at).padStart(12, "0")}`),
  bizStep: "holding",
  registryState: null,
  action: "OBSERVE",
  type: "ObjectEvent",
  units: 1,
  partner: null,
  level: "final",
  statement: {} as TodayLine["statement"],
  ...change,
});

describe("the day on the home screen", () => {
  it("says once what was done to one unit after the other, as far proven as the least of them", () => {
    const held = [
      line({ at: 190_000 }),
      line({ at: 140_000, level: "logged" }),
      line({ at: 90_000, level: "anchored" }),
    ];
    expect(foldToday(held, 12)).toEqual([{ ...held[0], units: 3, level: "logged" }]);
  });

  it("keeps apart what differs in step, state or partner, and what was done at another time", () => {
    const lines = [
      line({ at: 400_000 }),
      line({ at: 399_000, bizStep: "inspecting" }),
      line({ at: 398_000, bizStep: "inspecting", registryState: "ACTIVE" }),
      line({ at: 397_000, bizStep: "inspecting", registryState: "ACTIVE", partner: "Nordkai" }),
      line({ at: 336_999, bizStep: "inspecting", registryState: "ACTIVE", partner: "Nordkai" }),
    ];
    expect(foldToday(lines, 12)).toEqual(lines);
  });

  it("counts all that belongs to its last line", () => {
    const lines = [line({ at: 9_000, bizStep: "receiving" }), line({ at: 8_000 }), line({ at: 7_000 })];
    expect(foldToday(lines, 2).map(({ units }) => units)).toEqual([1, 2]);
    expect(foldToday(lines, 1)).toEqual([lines[0]]);
  });
});
