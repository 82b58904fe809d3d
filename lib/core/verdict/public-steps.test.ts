import { describe, expect, it } from "vitest";
import { publicStepOf } from "./public-steps";

const step = (bizStep: string | null, registryState: string | null = null, outcome = "applied") =>
  publicStepOf({ bizStep, registryState, outcome });

describe("what the public may know of a step", () => {
  it("tells where a pack's way began and ended", () => {
    expect(step("commissioning", "ACTIVE")).toBe("made");
    expect(step("dispensing", "SUPPLIED")).toBe("dispensed");
    expect(step("stocking", "ACTIVE")).toBe("put-back");
    expect(step("departing", "EXPORTED")).toBe("exported");
    expect(step("sampling", "FREE_SAMPLE")).toBe("sampled");
  });

  it.each(["packing", "unpacking", "shipping", "void_shipping", "receiving", "stock_taking"])(
    "counts %s without telling it: routes belong to trade",
    (bizStep) => expect(step(bizStep)).toBe("moved"),
  );

  it.each([
    ["holding", null],
    ["inspecting", null],
    ["destroying", "DESTROYED"],
    ["decommissioning", "STOLEN"],
    ["decommissioning", "VOID"],
    ["a step of tomorrow", "ACTIVE"],
    [null, null],
  ])("keeps %s %s closed: holds, thefts and investigations are never public", (bizStep, state) =>
    expect(step(bizStep, state)).toBe("closed"),
  );

  it("tells nothing that the ledger only observed and did not apply", () => {
    expect(step("dispensing", "SUPPLIED", "observed")).toBe("closed");
  });
});
