import { describe, expect, it } from "vitest";
import { batchId } from "@/lib/core/pack/ids";
import { type Lot, matchLots, matchQuantities, QUANTITY_AT_MOST, takeLots } from "./quantities";

const GTIN = "09520101100016";
const lot = (number: string, change: Partial<Lot> = {}, batch: Partial<Lot["batch"]> = {}): Lot => ({
  gtin: GTIN,
  serialised: false,
  book: "STOCK",
  count: 10,
  batch: {
    id: batchId(number),
    number,
    state: "RELEASED",
    held: false,
    recalled: false,
    lastValidDay: "2029-03-31",
    ...batch,
  },
  product: { state: "ACTIVE" },
  ...change,
});
const line = (batch: string, quantity: number) => ({ gtin: GTIN, batch, quantity });
const lots = [lot("A"), lot("B"), lot("S", { serialised: true })];
const named = (...lines: ReturnType<typeof line>[]) => {
  const matched = matchLots(lines, lots);
  return matched.ok ? matched.value.map((one) => [one.lot.batch.number, one.quantity]) : matched.refusal.code;
};
const taken = (of: Lot, quantity: number, purpose: "sale" | "destruction" = "sale") => {
  const allowed = takeLots([{ lot: of, quantity }], "2026-11-03", purpose);
  return allowed.ok ? "yes" : (allowed.refusal.facts?.reason ?? allowed.refusal.code);
};

describe("lines of quantities", () => {
  it("name each batch once, by a whole number within bounds", () => {
    expect(named(line("B", 1), line("A", QUANTITY_AT_MOST))).toEqual([
      ["B", 1],
      ["A", QUANTITY_AT_MOST],
    ]);
    expect(named()).toBe("NOTHING_COUNTED");
    expect(named(line("C", 1))).toBe("BATCH_UNKNOWN");
    expect(named({ ...line("A", 1), gtin: "09520101100023" })).toBe("BATCH_UNKNOWN");
    expect(named(line("S", 1))).toBe("SERIALS_NEEDED");
    for (const quantity of [0, -1, 0.5, Number.NaN, QUANTITY_AT_MOST + 1]) {
      expect(named(line("A", quantity))).toBe("QUANTITY_INVALID");
    }
    expect(named(line("A", 1), line("A", 2))).toBe("QUANTITY_INVALID");
  });
});

describe("quantities that leave a book", () => {
  it("are there: QUANTITY_SHORT otherwise", () => {
    expect([taken(lot("A"), 10), taken(lot("A"), 11)]).toEqual(["yes", "QUANTITY_SHORT"]);
  });

  it.each([
    ["WITHDRAWN", lot("A", { product: { state: "WITHDRAWN" } })],
    ["RECALLED", lot("A", {}, { recalled: true })],
    ["EXPIRED", lot("A", {}, { lastValidDay: "2026-11-02" })],
    ["BATCH_HELD", lot("A", {}, { held: true })],
    ["BATCH_UNRELEASED", lot("A", {}, { state: "PACKAGED" })],
  ] as const)("are not sold when %s, and may be destroyed all the same", (reason, blocked) => {
    expect([taken(blocked, 1), taken(blocked, 1, "destruction")]).toEqual([reason, "yes"]);
  });
});

describe("what was counted of a delivery", () => {
  const expected = (batch: string, quantity: number, received = 0, missing = 0) => ({
    ...line(batch, quantity),
    received,
    missing,
  });
  const match = (...counted: ReturnType<typeof line>[]) => {
    const shipped = [expected("A", 10, 4), expected("B", 5), expected("C", 3, 2, 1)];
    const { lines, over, received, absent } = matchQuantities(shipped, counted);
    return {
      lines: lines.map((one) => [one.line.batch, one.came, one.absent]),
      over: over.map(({ batch, quantity }) => [batch, quantity]),
      received,
      absent,
    };
  };

  it("is taken up to what is still expected, the rest of it set aside", () => {
    expect(match(line("A", 6), line("B", 2))).toEqual({
      lines: [
        ["A", 6, 0],
        ["B", 2, 3],
      ],
      over: [],
      received: 8,
      absent: 3,
    });
    expect(match(line("A", 9), line("C", 1), line("Z", 7)).over).toEqual([
      ["A", 3],
      ["C", 1],
      ["Z", 7],
    ]);
    expect(match()).toMatchObject({ received: 0, absent: 11, over: [] });
  });
});
