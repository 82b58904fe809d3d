import { expect, it } from "vitest";
import { batchId } from "@/lib/core/pack/ids";
import { balanceOf } from "@/lib/core/recall/buckets";
import { figuresOf } from "./recall-figures";

const batch = (found: number, lost: number) => ({
  id: batchId("b"),
  number: "TX1",
  gtin: "09520101100016",
  product: "Ternavex 10 mg",
  serialised: true,
  balance: balanceOf(found + lost, [
    { state: "ACTIVE", disposition: "AT_SITE", held: false, count: found },
    { state: "ACTIVE", disposition: "UNKNOWN", held: false, count: lost },
  ]),
});
const sites = { notified: 1, opened: 2, acknowledged: 3, completed: 4, late: 0 };

it("never calls all located while a pack is missing, whatever the size of the batch", () => {
  expect(figuresOf({ batches: [batch(999_999, 1)], sites }).located).toBe(0.999);
  expect(figuresOf({ batches: [batch(10, 0)], sites }).located).toBe(1);
  expect(figuresOf({ batches: [batch(10, 0), batch(5, 5)], sites }).located).toBe(0.75);
});

it("counts a site that completed as one that acknowledged", () => {
  expect(figuresOf({ batches: [], sites })).toEqual({ located: 1, acknowledged: 7, asked: 10 });
});
