import { describe, expect, it } from "vitest";
import { batchId, personId } from "@/lib/core/pack/ids";
import {
  cancelRecall,
  type PrepareInput,
  prepareRecall,
  type RecalledBatch,
  type SignInput,
  signRecall,
} from "./two-steps";

const [mara, theo] = [personId("mara"), personId("theo")];
const RECALL = { class: 2, depth: "pharmacy", publicText: null } as const;
const batch = (number: string, change: Partial<RecalledBatch> = {}): RecalledBatch => ({
  id: batchId(number),
  number,
  held: false,
  recalls: [],
  ...change,
});
const draft: PrepareInput = {
  recall: RECALL,
  markets: ["AT", "DE"],
  reason: "Glass in ampoules",
  batches: [batch("A"), batch("B", { held: true })],
  range: false,
  authorityOf: null,
};
const prepare = (change: Partial<PrepareInput> = {}) => {
  const result = prepareRecall({ ...draft, ...change });
  return result.ok ? result.value.hold : result.refusal.code;
};
const sign = (change: Partial<SignInput> = {}) => {
  const { recall, markets, batches } = draft;
  const result = signRecall({
    recall,
    markets,
    batches,
    range: false,
    heldFirst: [batchId("A")],
    state: "DRAFT",
    preparedBy: mara,
    signedBy: theo,
    ...change,
  });
  return result.ok ? result.value : result.refusal.code;
};

describe("T10 the first step", () => {
  it("holds what is not held yet, and recalls nothing", () => {
    expect(prepare()).toEqual(["A"]);
  });

  it.each([
    ["RECALL_BATCHES_INVALID", { batches: [] }],
    ["RECALL_BATCHES_INVALID", { range: true }],
    ["RECALL_MARKETS_INVALID", { markets: [] }],
    ["RECALL_MARKETS_INVALID", { markets: ["at"] }],
    ["RECALL_REASON_MISSING", { reason: " " }],
    ["FORBIDDEN_MARKET", { authorityOf: "AT" }],
    ["RECALL_IRREVERSIBLE", { batches: [batch("A", { recalls: [{ ...RECALL, class: 1, market: "DE" }] })] }],
  ] as const)("is refused with %s", (code, change) => expect(prepare(change)).toBe(code));

  it("asks of a range nothing that is the batch's", () => {
    const recalled = batch("A", { recalls: [{ ...RECALL, class: 1, market: "DE" }] });
    expect(prepare({ batches: [recalled], range: true })).toEqual(["A"]);
    expect(prepare({ authorityOf: "AT", markets: ["AT"] })).toEqual(["A"]);
  });
});

describe("T10 the second step", () => {
  it("is another person's", () => {
    expect(sign({ signedBy: mara })).toBe("SAME_PERSON");
    expect(sign({ signedBy: mara, range: true })).toBe("SAME_PERSON");
  });

  it("changes each market on which it says more, and leaves those that say the same", () => {
    const batches = [batch("A", { recalls: [{ ...RECALL, market: "AT" }] }), batch("B")];
    expect(sign({ batches })).toEqual({
      changed: true,
      batches: [
        { batchId: "A", markets: ["DE"] },
        { batchId: "B", markets: ["AT", "DE"] },
      ],
      endHold: ["A"],
    });
  });

  it("takes back nothing on any market", () => {
    const deeper = batch("A", { recalls: [{ ...RECALL, depth: "patient", market: "DE" }] });
    expect(sign({ batches: [deeper] })).toBe("RECALL_IRREVERSIBLE");
    expect(sign({ batches: [deeper], markets: ["AT"] })).toMatchObject({ changed: true });
  });

  it("ends the holds of its draft, and no other", () => {
    expect(sign({ range: true })).toEqual({ changed: true, batches: [], endHold: ["A"] });
    expect(sign({ heldFirst: [] })).toMatchObject({ endHold: [] });
  });

  it("is idempotent once signed, whoever asks, and too late once cancelled", () => {
    expect(sign({ state: "SIGNED", signedBy: mara })).toEqual({ changed: false, batches: [], endHold: [] });
    expect(sign({ state: "CANCELLED" })).toBe("RECALL_CANCELLED");
  });
});

describe("cancelling", () => {
  it("is for drafts: a signed recall is RECALL_IRREVERSIBLE", () => {
    expect(cancelRecall("DRAFT")).toMatchObject({ value: { changed: true } });
    expect(cancelRecall("CANCELLED")).toMatchObject({ value: { changed: false } });
    expect(cancelRecall("SIGNED")).toMatchObject({ refusal: { code: "RECALL_IRREVERSIBLE" } });
  });
});
