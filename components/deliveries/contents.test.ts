import { describe, expect, it } from "vitest";
import type { DeliveredUnit } from "@/lib/operations/view-delivery";
import { contentsOf } from "./contents";

const unit = (id: string, parentId: string | null, batch: string | null = null): DeliveredUnit => ({
  id,
  parentId,
  packs: 1,
  kind: batch === null ? "sscc" : "sgtin",
  product: batch === null ? null : "Ternavex 10 mg",
  batch,
  lastValidDay: "2028-03-31",
});

describe("a line says what is in it down to the batch", () => {
  it("counts the packs of every level under the line that stands outside", () => {
    const units = [
      unit("pallet", null),
      unit("loose", null, "B"),
      unit("case", "pallet"),
      unit("p1", "case", "A"),
      unit("p2", "case", "A"),
      unit("p3", "case", "B"),
    ];
    const contents = contentsOf(units);
    expect(contents.get("pallet")?.map(({ batch, count }) => [batch, count])).toEqual([
      ["A", 2],
      ["B", 1],
    ]);
    expect(contents.get("loose")).toHaveLength(1);
    expect(contents.has("case")).toBe(false);
  });

  it("takes a line whose container stayed behind as the outermost", () => {
    expect(contentsOf([unit("p1", "elsewhere", "A")]).has("p1")).toBe(true);
  });
});
