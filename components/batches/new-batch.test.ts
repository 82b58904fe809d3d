import { describe, expect, it } from "vitest";
import { EMPTY_BATCH, expiryOf, faultsOf, fieldOf, type NewBatchInput } from "./new-batch";

const TODAY = "2026-11-20";
const input = (change: Partial<NewBatchInput> = {}): NewBatchInput => ({
  ...EMPTY_BATCH,
  productId: "p",
  number: "TX24107",
  year: "2028",
  month: "3",
  plannedSize: "1440",
  ...change,
});

describe("the expiry date of a new batch", () => {
  it("without a day is the last of its month and printed with day 00", () => {
    expect(expiryOf(input(), TODAY)).toEqual({
      yymmdd: "280300",
      lastValidDay: "2028-03-31",
      dayGiven: false,
    });
    expect(expiryOf(input({ year: "2028", month: "2" }), TODAY)?.lastValidDay).toBe("2028-02-29");
  });

  it("with a day is that day", () => {
    expect(expiryOf(input({ day: "9" }), TODAY)).toMatchObject({
      yymmdd: "280309",
      lastValidDay: "2028-03-09",
    });
  });

  it("is refused when there is no such day, and when two digits of its year would be read as another century", () => {
    expect(expiryOf(input({ month: "2", day: "30" }), TODAY)).toBeNull();
    expect(expiryOf(input({ year: "2128" }), TODAY)).toBeNull();
    expect(expiryOf(input({ year: "28" }), TODAY)).toBeNull();
  });
});

describe("the form of a new batch", () => {
  it("finds every thing that is missing at once", () => {
    expect(faultsOf(EMPTY_BATCH, TODAY)).toEqual({
      product: "missing",
      number: "missing",
      expiry: "missing",
      plannedSize: "missing",
    });
    expect(faultsOf(input(), TODAY)).toEqual({});
  });

  it("says what is wrong with a number instead of changing it", () => {
    expect(faultsOf(input({ number: "TX 24107" }), TODAY).number).toBe("numberSpaces");
    expect(faultsOf(input({ number: "TX24107§" }), TODAY).number).toBe("numberCharacters");
    expect(faultsOf(input({ number: "A".repeat(21) }), TODAY).number).toBe("numberCharacters");
  });

  it("takes today as an expiry date and yesterday not", () => {
    const on = (day: string) => faultsOf(input({ year: "2026", month: "11", day }), TODAY).expiry;
    expect(on("20")).toBeUndefined();
    expect(on("19")).toBe("expiryPast");
  });

  it.each(["0", "-4", "1.5", "many", "01"])("refuses %s as a number of packs", (plannedSize) => {
    expect(faultsOf(input({ plannedSize }), TODAY).plannedSize).toBe("missing");
  });

  it("shows a refusal at the field it is about", () => {
    expect(fieldOf("BATCH_NUMBER_TAKEN")).toBe("number");
    expect(fieldOf("EXPIRY_INVALID")).toBe("expiry");
    expect(fieldOf("FORBIDDEN_ROLE")).toBeNull();
  });
});
