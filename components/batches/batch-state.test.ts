import { describe, expect, it } from "vitest";
import type { BatchLine } from "@/lib/operations/desk-ports";
import { batchStateOf, blockedOf, isOpen, shippedOf } from "./batch-state";

const batch = (change: Partial<BatchLine> = {}): BatchLine => ({
  id: "b" as BatchLine["id"],
  number: "TX1",
  productId: "p" as BatchLine["productId"],
  product: "Ternavex",
  strength: "10 mg",
  gtin: "09520101100016",
  caseSize: 24,
  expiryPrinted: "280300",
  lastValidDay: "2028-03-31",
  state: "PACKAGED",
  holderId: "o" as BatchLine["holderId"],
  held: false,
  hold: null,
  recalled: false,
  plannedSize: 100,
  releasedAt: null,
  commissioned: 100,
  packed: 96,
  atSite: 40,
  inTransit: 30,
  elsewhere: 10,
  supplied: 15,
  heldPacks: 3,
  other: 2,
  ...change,
});
const TODAY = "2026-11-20";

describe("the one word for a batch", () => {
  it("names what stops its packs before anything else", () => {
    expect(batchStateOf(batch({ recalled: true, held: true, state: "RELEASED" }), TODAY)).toBe("recalled");
    expect(batchStateOf(batch({ held: true, state: "RELEASED" }), TODAY)).toBe("held");
    expect(batchStateOf(batch({ state: "RELEASED" }), TODAY)).toBe("released");
    expect(batchStateOf(batch(), TODAY)).toBe("awaiting");
    expect(batchStateOf(batch({ commissioned: 0 }), TODAY)).toBe("planned");
  });

  it("lets a batch be used on its last day and not on the next", () => {
    expect(batchStateOf(batch(), "2028-03-31")).toBe("awaiting");
    expect(batchStateOf(batch(), "2028-04-01")).toBe("expired");
  });

  it("offers commissioning only where the registry would take it", () => {
    expect(isOpen(batch(), TODAY)).toBe(true);
    expect(isOpen(batch({ commissioned: 0 }), TODAY)).toBe(true);
    expect(isOpen(batch({ state: "RELEASED" }), TODAY)).toBe(false);
    expect(isOpen(batch({ held: true }), TODAY)).toBe(false);
    expect(isOpen(batch(), "2028-04-01")).toBe(false);
  });
});

describe("the numbers of a batch", () => {
  it("count as blocked every pack of a stopped batch that a patient may still get", () => {
    expect(blockedOf(batch(), TODAY)).toBe(3);
    expect(blockedOf(batch({ recalled: true }), TODAY)).toBe(83);
    expect(shippedOf(batch())).toBe(55);
  });
});
