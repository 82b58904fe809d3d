import { describe, expect, it } from "vitest";
import { matchReceipt } from "@/lib/core/custody/expectations";
import type { DeliveredUnit } from "@/lib/operations/view-delivery";
import { answerTo, arrivalOf, containerOf, marksOf } from "./arrival";

const unit = (
  id: string,
  parentId: string | null,
  packs: number,
  batch: string | null = null,
): DeliveredUnit => ({
  id,
  parentId,
  packs,
  kind: id.startsWith("P") ? "sgtin" : "sscc",
  product: "Ternavex 10 mg",
  batch,
  lastValidDay: "2028-03-31",
});

/** A pallet with two cases of two packs, and one pack alone. */
const units = [
  unit("L", null, 4),
  unit("P5", null, 1, "B2"),
  unit("C1", "L", 2),
  unit("C2", "L", 2),
  unit("P1", "C1", 1, "B1"),
  unit("P2", "C1", 1, "B1"),
  unit("P3", "C2", 1, "B2"),
  unit("P4", "C2", 1, "B2"),
];
const arrival = arrivalOf(units, []);

describe("every unit is named by its level and its place", () => {
  it("a container of containers is a pallet, of packs a case", () => {
    expect(arrival.placed.get("L")).toMatchObject({ level: "pallet", position: 1, of: 1, root: "L" });
    expect(arrival.placed.get("C2")).toMatchObject({ level: "case", position: 2, of: 2, root: "L" });
    expect(arrival.placed.get("P4")).toMatchObject({ level: "pack", of: 5, root: "L" });
    expect(containerOf(arrival, "P3")?.unit.id).toBe("C2");
    expect(containerOf(arrival, "P5")).toBeNull();
    expect(arrival.packs).toBe(5);
  });
});

describe("a scan is answered for what it adds", () => {
  it("a container counts all it holds, what was counted before is not counted again", () => {
    expect(answerTo(arrival, ["L"])).toMatchObject({ kind: "expected", counted: 4 });
    expect(answerTo(arrival, ["P1", "C1"])).toMatchObject({ kind: "expected", counted: 1 });
    expect(answerTo(arrival, [])).toBeNull();
  });

  it("the same code again, or what lies in a container that was scanned, is a duplicate", () => {
    expect(answerTo(arrival, ["P1", "P1"])).toMatchObject({ kind: "duplicate" });
    expect(answerTo(arrival, ["L", "P3"])).toMatchObject({ kind: "duplicate" });
    expect(answerTo(arrival, ["X", "X"])).toEqual({ kind: "duplicate", placed: null });
  });

  it("what nobody announced is said at once", () => {
    expect(answerTo(arrival, ["C1", "X"])).toEqual({ kind: "not-announced" });
  });

  it("a recalled batch is named on its packs only, and on every container of the line", () => {
    const recalled = arrivalOf(units, [{ link: "L", reason: "RECALLED", batch: "B1", count: 2 }]);
    expect(answerTo(recalled, ["P1"])).toMatchObject({ kind: "problem" });
    expect(answerTo(recalled, ["P3"])).toMatchObject({ kind: "expected" });
    expect(answerTo(recalled, ["L"])).toMatchObject({ kind: "problem", counted: 4 });
    expect(answerTo(recalled, ["P5"])).toMatchObject({ kind: "expected" });
  });

  it("a hold on some pack of a line accuses no single one of them", () => {
    const held = arrivalOf(units, [{ link: "L", reason: "HELD", batch: "B1", count: 1 }]);
    expect(answerTo(held, ["P1"])).toMatchObject({ kind: "expected" });
    expect(answerTo(held, ["L"])).toMatchObject({ kind: "problem" });
  });
});

describe("the picture shows each pack once, done exactly when it counts as received", () => {
  it.each([[[]], [["P1"]], [["C1"]], [["L"]], [["L", "P5"]], [["P5", "C2", "X"]]])("after %j", (scans) => {
    const progress = matchReceipt(units, scans);
    const { cells, of } = marksOf(arrival, progress);
    expect(of).toBe("pack");
    expect(cells).toHaveLength(5);
    expect(cells.filter((cell) => cell === "done")).toHaveLength(progress.packs.received);
  });

  it("becomes a mark a case when the packs are thousands", () => {
    const cases = Array.from({ length: 100 }, (_, i) => unit(`C${i}`, null, 24));
    const packs = cases.flatMap((each) =>
      Array.from({ length: 24 }, (_, i) => unit(`P${each.id}-${i}`, each.id, 1, "B1")),
    );
    const many = arrivalOf([...cases, ...packs], []);
    const marks = marksOf(many, matchReceipt(many.units, ["C0", "C1", "PC2-0"]));
    expect(marks.of).toBe("case");
    expect(marks.cells).toHaveLength(100);
    expect(marks.cells.filter((cell) => cell === "done")).toHaveLength(2);
  });
});
