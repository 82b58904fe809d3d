import { describe, expect, it } from "vitest";
import { batchId, personId, productId, siteId } from "@/lib/core/pack/ids";
import type { StockLine } from "./desk-ports";
import { type RecallLine, recallId } from "./market-ports";
import { recallNeeds } from "./recall-needs";

const HERE = { siteId: siteId("here"), personId: personId("theo") };

const recall = (change: Partial<RecallLine> = {}): RecallLine => ({
  id: recallId("r"),
  state: "SIGNED",
  markets: ["AT"],
  class: 1,
  depth: "patient",
  mine: false,
  at: 0,
  preparedBy: null,
  batches: ["Ternavex 10 mg, batch TX1"],
  batchIds: [batchId("b")],
  open: [],
  unanswered: null,
  ...change,
});

const stock = (change: Partial<StockLine> = {}): StockLine => ({
  batchId: batchId("b"),
  batch: "TX1",
  product: "Ternavex",
  strength: "10 mg",
  productId: productId("p"),
  lastValidDay: "2028-03-31",
  batchState: "RELEASED",
  recalled: true,
  batchHeld: false,
  state: "ACTIVE",
  ownDisposition: null,
  held: false,
  count: 14,
  ...change,
});

const needs = (lines: readonly RecallLine[], here: readonly StockLine[] = [], maySign = false) =>
  recallNeeds(lines, { scope: HERE, stock: here, maySign }).map((need) =>
    need.kind === "recall"
      ? `recall ${need.packs}`
      : need.kind === "signature"
        ? `signature ${need.mine ? "mine" : "asked"}`
        : `running ${need.unanswered}`,
  );

describe("a site that holds recalled goods is told until it has acted", () => {
  it("counts what is not put aside yet, a hospital's own stock too", () => {
    const lines = [stock(), stock({ held: true, count: 5 }), stock({ state: "SUPPLIED", count: 2 })];
    expect(needs([recall()], lines)).toEqual(["recall 16"]);
  });

  it("is silent when everything is put aside and answered, or gone", () => {
    expect(needs([recall()], [stock({ held: true })])).toEqual([]);
    expect(needs([recall()], [stock({ state: "SUPPLIED", ownDisposition: "WITH_PATIENT" })])).toEqual([]);
    expect(needs([recall()], [stock({ batchId: batchId("other") })])).toEqual([]);
  });

  it("asks for the answer even when nothing is left", () => {
    expect(needs([recall({ open: [HERE.siteId] })])).toEqual(["recall 0"]);
    expect(needs([recall({ open: [siteId("sister")] })])).toEqual([]);
  });
});

describe("a draft waits for the other person", () => {
  const draft = recall({ state: "DRAFT", mine: true, preparedBy: personId("mara") });
  it("asks the one who may sign, and tells the one who prepared it", () => {
    expect(needs([draft], [], true)).toEqual(["signature asked"]);
    expect(needs([{ ...draft, preparedBy: HERE.personId }], [], true)).toEqual(["signature mine"]);
    expect(needs([draft])).toEqual([]);
    expect(needs([{ ...draft, state: "CANCELLED" }], [], true)).toEqual([]);
  });
});

it("shows who has not answered to those who chase them", () => {
  expect(needs([recall({ unanswered: 3 })], [], true)).toEqual(["running 3"]);
  expect(needs([recall({ unanswered: 0 })], [], true)).toEqual([]);
  expect(needs([recall({ unanswered: 3 })])).toEqual([]);
});
