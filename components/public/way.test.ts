import { describe, expect, it } from "vitest";
import type { PublicStep } from "@/lib/operations/public-ports";
import { monthStart, SHORT_MONTH } from "./month";
import { levelOf, wayOf } from "./way";

const step = (bizStep: string, registryState: string): PublicStep => ({
  eventId: bizStep,
  statement: {
    type: "ObjectEvent",
    action: "OBSERVE",
    bizStep,
    disposition: null,
    registryState,
    outcome: "applied",
    month: "2026-11",
    actorKind: null,
    country: "AT",
  },
  logged: false,
  anchored: false,
  final: false,
});
const made = step("commissioning", "ACTIVE");
const dispensed = step("dispensing", "SUPPLIED");
const hold = step("holding", "ACTIVE");

const names = (steps: readonly PublicStep[], moved: number) =>
  wayOf(steps, moved).map((each) => (each.kind === "moved" ? `moved ${each.count}` : each.name));

describe("a pack's way to its patient", () => {
  it("puts the trade between making and dispensing, as a count", () => {
    expect(names([made, dispensed], 3)).toEqual(["made", "moved 3", "dispensed"]);
    expect(names([made], 2)).toEqual(["made", "moved 2"]);
    expect(names([made, dispensed, step("stocking", "ACTIVE"), dispensed], 1)).toEqual([
      "made",
      "moved 1",
      "dispensed",
      "put-back",
      "dispensed",
    ]);
  });

  it("has no line for trade that did not happen, and none for a hold, even when handed one", () => {
    expect(names([made, hold, dispensed], 0)).toEqual(["made", "dispensed"]);
  });

  it("says the highest level a step has reached and no higher", () => {
    expect(levelOf(made)).toBe("recorded");
    expect(levelOf({ ...made, logged: true })).toBe("logged");
    expect(levelOf({ ...made, logged: true, anchored: true })).toBe("anchored");
    expect(levelOf({ ...made, logged: true, anchored: true, final: true })).toBe("final");
  });
});

describe("a month", () => {
  const said = (month: string) => monthStart(month)?.toLocaleDateString("en-GB", SHORT_MONTH);

  it("is the same month in every time zone", () => {
    expect(said("2026-11")).toBe("Nov 2026");
    expect(said("2027-01")).toBe("Jan 2027");
  });

  it("is none when a stranger's file says something else", () => {
    for (const wrong of ["2026-13", "2026-00", "2026", "November", ""]) expect(monthStart(wrong)).toBeNull();
    expect(monthStart(null)).toBeNull();
  });
});
