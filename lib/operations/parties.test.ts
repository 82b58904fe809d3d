import { describe, expect, it } from "vitest";
import { SHIPMENT_PURPOSES } from "@/lib/core/custody/purposes";
import { ownersOf } from "./parties";

/** Every purpose says who owns the goods afterwards: the events of a handover are evidence of it. */
describe("the owners that a shipping and a receiving event name", () => {
  const parties = { sender: "S", receiver: "R", holder: undefined, buyer: undefined };

  it.each([
    ["sale", "R"],
    ["transfer", "S"],
    ["return", "R"],
    ["recall-return", "R"],
    ["destruction", "S"],
    ["sample", "R"],
    ["drop-ship", "B"],
  ] as const)("%s", (purpose, to) => {
    expect(ownersOf(purpose, { ...parties, buyer: "B" })).toEqual({ from: "S", to });
  });

  it("names the holder in whose name a delegate ships", () => {
    for (const purpose of SHIPMENT_PURPOSES) {
      const { from, to } = ownersOf(purpose, { ...parties, holder: "H", buyer: "B" });
      expect(from).toBe("H");
      expect(to).toBe(
        purpose === "transfer" || purpose === "destruction" ? "H" : purpose === "drop-ship" ? "B" : "R",
      );
    }
  });
});
