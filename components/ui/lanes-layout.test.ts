import { describe, expect, it } from "vitest";
import { type Lane, type LaneStep, laneRows } from "./lanes-layout";

const lanes: readonly Lane[] = ["maker", "wholesaler", "pharmacy"].map((id) => ({ id, label: id }));
const step = (key: string, lane: string): LaneStep => ({ key, lane, time: "09:00", title: key });

/** A row as signs: ^ from above, v goes on below, < > across to that side, ( ) the step itself. */
const drawn = (rows: ReturnType<typeof laneRows>) =>
  rows.map(({ cells }) =>
    cells
      .map((cell) => {
        const line = `${cell.left ? "<" : ""}${cell.above ? "^" : ""}${cell.below ? "v" : ""}${cell.right ? ">" : ""}`;
        return cell.dot ? `(${line})` : line || ".";
      })
      .join(" "),
  );

describe("custody line through the lanes", () => {
  it("goes down with the holder and across at a hand-over, passing lanes between", () => {
    const rows = laneRows(lanes, [
      step("commissioned", "maker"),
      step("shipped", "maker"),
      step("received", "pharmacy"),
      step("returned", "maker"),
    ]);
    expect(drawn(rows)).toEqual(["(v) . .", "(^v) . .", "^> <> (<v)", "(>) <> <^"]);
  });

  it("leaves no gap: whatever goes on below a step comes from above at the next", () => {
    const rows = laneRows(lanes, [step("a", "maker"), step("b", "wholesaler"), step("c", "wholesaler")]);
    for (let row = 1; row < rows.length; row++) {
      const below = rows[row - 1]?.cells.filter((cell) => cell.below).map((cell) => cell.lane);
      const above = rows[row]?.cells.filter((cell) => cell.above).map((cell) => cell.lane);
      expect(above).toEqual(below);
    }
  });

  it("refuses a step that belongs to no lane instead of drawing it somewhere", () => {
    expect(() => laneRows(lanes, [step("x", "nobody")])).toThrow("belongs to no lane");
  });
});
