import { describe, expect, it } from "vitest";
import { batchId, productId } from "@/lib/core/pack/ids";
import type { StockLine } from "@/lib/operations/desk-ports";
import { stockRows } from "./stock-rows";

const line = (change: Partial<StockLine> = {}): StockLine => ({
  batchId: batchId("b"),
  batch: "TX24112",
  product: "Ternavex",
  strength: "10 mg",
  productId: productId("p"),
  lastValidDay: "2028-03-31",
  batchState: "RELEASED",
  recalled: false,
  batchHeld: false,
  state: "ACTIVE",
  ownDisposition: null,
  held: false,
  count: 10,
  ...change,
});
const today = "2026-11-20";
const stateOf = (change: Partial<StockLine>) => stockRows([line(change)], today)[0]?.state;

describe("nothing that may not be used looks like stock for sale", () => {
  it("names the gravest reason", () => {
    expect(stateOf({})).toBe("ok");
    expect(stateOf({ recalled: true, lastValidDay: "2026-01-31", held: true })).toBe("recalled");
    expect(stateOf({ lastValidDay: "2026-11-19", held: true })).toBe("expired");
    expect(stateOf({ lastValidDay: today })).toBe("ok");
    expect(stateOf({ batchHeld: true })).toBe("batchHeld");
    expect(stateOf({ held: true })).toBe("held");
    expect(stateOf({ state: "LOCKED" })).toBe("held");
    expect(stateOf({ ownDisposition: "RETURNED" })).toBe("returned");
    expect(stateOf({ batchState: "PACKAGED" })).toBe("unreleased");
    expect(stateOf({ state: "SUPPLIED" })).toBe("hospital");
    expect(stateOf({ state: "SUPPLIED", recalled: true })).toBe("recalled");
  });

  it("only what is in order stands in its group", () => {
    const groups = stockRows([line({}), line({ held: true }), line({ batchState: "PACKAGED" })], today);
    expect(groups.map(({ state, group }) => [state, group])).toEqual([
      ["held", "apart"],
      ["unreleased", "waiting"],
      ["ok", "ok"],
    ]);
  });
});

describe("stock is what stands there", () => {
  it("leaves out what is only on the books", () => {
    for (const ownDisposition of ["WITH_PATIENT", "DISPOSED", "UNKNOWN"]) {
      expect(stateOf({ state: "SUPPLIED", ownDisposition })).toBeUndefined();
    }
    for (const state of ["ALLOCATED", "VOID", "STOLEN", "DESTROYED", "EXPORTED"]) {
      expect(stateOf({ state })).toBeUndefined();
    }
  });

  it("adds up packs of a batch that stand alike and loses none", () => {
    const rows = stockRows(
      [line({ held: true }), line({ state: "LOCKED", count: 3 }), line({ count: 5 })],
      today,
    );
    expect(rows.map(({ state, count }) => [state, count])).toEqual([
      ["held", 13],
      ["ok", 5],
    ]);
  });
});
