import { describe, expect, it } from "vitest";
import { balanceOf } from "@/lib/core/recall/buckets";
import { bodyOf, faultsOf, fieldOf, type RecallInput, scopeOf } from "./recall-input";

const input = (change: Partial<RecallInput> = {}): RecallInput => ({
  class: "1",
  depth: "patient",
  markets: ["AT"],
  reason: "Wrong strength",
  publicText: "",
  others: [],
  serials: null,
  confirm: "TX1",
  ...change,
});

describe("a recall is asked for only when it is whole", () => {
  it.each([
    [{ class: null }, "class"],
    [{ depth: null }, "depth"],
    [{ markets: [] }, "markets"],
    [{ reason: "  " }, "reason"],
    [{ serials: { from: "A", to: "" } }, "serials"],
    [{ confirm: "TX2" }, "confirm"],
    [{ confirm: "tx1" }, "confirm"],
  ] as const)("%j lacks %s", (change, field) => expect(faultsOf(input(change), "TX1")).toEqual([field]));

  it("lacks nothing", () => expect(faultsOf(input(), "TX1")).toEqual([]));

  it("shows a refusal at the field it is about", () => {
    expect(["FORBIDDEN_MARKET", "SERIAL_UNKNOWN", "RECALL_IRREVERSIBLE"].map(fieldOf)).toEqual([
      "markets",
      "serials",
      null,
    ]);
  });
});

describe("what is sent", () => {
  it("names all batches, or serial numbers of the one", () => {
    expect(bodyOf("a", input({ others: ["b"] }))).toMatchObject({ batchIds: ["a", "b"], serials: null });
    const serials = { from: " A ", to: "B" };
    expect(bodyOf("a", input({ others: ["b"], serials }))).toMatchObject({
      batchIds: ["a"],
      serials: { from: "A", to: "B" },
    });
  });

  it("has a text for patients only where the recall reaches them", () => {
    const publicText = "Bring it back.";
    expect(bodyOf("a", input({ publicText })).recall.publicText).toBe(publicText);
    expect(bodyOf("a", input({ publicText, depth: "pharmacy" })).recall.publicText).toBeNull();
    expect(bodyOf("a", input({ publicText: " " })).recall.publicText).toBeNull();
  });
});

it("counts what would come back, and never a void pack", () => {
  const row = (
    state: "ACTIVE" | "VOID" | "SUPPLIED",
    disposition: "AT_SITE" | "WITH_PATIENT",
    count: number,
  ) => ({
    state,
    disposition,
    held: false,
    count,
  });
  const balance = balanceOf(12, [
    row("ACTIVE", "AT_SITE", 7),
    row("VOID", "AT_SITE", 2),
    row("SUPPLIED", "WITH_PATIENT", 3),
  ]);
  expect(scopeOf(balance)).toEqual({ packs: 10, withPatients: 3, reachable: 7 });
});
