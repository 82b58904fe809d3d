import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutOf, type PackCell } from "./pack-grid-layout";

const cells = (n: number): PackCell[] => Array.from({ length: n }, () => "done");

describe("pack grid", () => {
  it("draws every pack exactly once and inside its block, whatever the delivery", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 60 }), (total, perCase) => {
        const { blocks, size } = layoutOf(cells(total), perCase);
        const seen = new Set<string>();
        for (const block of blocks)
          for (const { x, y } of block.marks) {
            seen.add(`${block.first}:${x}:${y}`);
            if (x + size > block.width || y + size > block.height) return false;
          }
        return seen.size === total;
      }),
    );
  });

  it.each([
    [24, 1],
    [144, 1],
    [1440, 2],
  ])("shows %i packs in %i blocks, each narrow enough for a phone once scaled", (total, expected) => {
    const { blocks, size } = layoutOf(cells(total), 24);
    expect(blocks).toHaveLength(expected);
    // At 280 px, the content width of the narrowest phone, a mark stays at least 6 px wide.
    expect(size * Math.min(1, 280 / (blocks[0]?.width ?? 1))).toBeGreaterThanOrEqual(6);
  });
});
