import { describe, expect, it } from "vitest";
import type { BatchSerial, PrintJob } from "@/lib/operations/desk-ports";
import { dueCount, MOST_LABELS, type PrintPlan, planOf, printedPlaces } from "./print-plan";

const pack = (place: number, change: Partial<BatchSerial> = {}): BatchSerial => ({
  id: String(place) as BatchSerial["id"],
  serial: `S${place}`,
  link: `https://id.gs1.org/01/09520101100016/21/S${place}`,
  state: "ACTIVE",
  packed: false,
  ...change,
});
const packs = (count: number, change: (place: number) => Partial<BatchSerial> = () => ({})) =>
  Array.from({ length: count }, (_, i) => pack(i + 1, change(i + 1)));
const job = (from: number, to: number, outcome: PrintJob["outcome"] = "checked"): PrintJob => ({
  id: `${from}-${to}`,
  at: from,
  person: "Orla",
  count: to - from + 1,
  serialFrom: `S${from}`,
  serialTo: `S${to}`,
  fromId: String(from) as PrintJob["fromId"],
  toId: String(to) as PrintJob["toId"],
  reason: null,
  outcome,
});
const plan = (...args: Parameters<typeof planOf>): PrintPlan => {
  const made = planOf(...args);
  if ("fault" in made) throw new Error(made.fault);
  return made;
};
const serials = ({ packs: chosen }: PrintPlan) => chosen.map(({ serial }) => serial);
const next = (count: number) => ({ kind: "next", count: String(count) }) as const;

describe("the next labels that were never printed", () => {
  it("begin where the last job ended and are the packs in the order they were made", () => {
    const made = plan(packs(10), [job(1, 4)], next(3));
    expect(serials(made)).toEqual(["S5", "S6", "S7"]);
    expect(made).toMatchObject({ from: 5, to: 7, again: 0, before: null, short: false });
  });

  it("stop before a printed label, so that one job stays one range, and say that more are left", () => {
    expect(plan(packs(10), [job(4, 6)], next(8))).toMatchObject({ from: 1, to: 3, short: true });
    expect(plan(packs(3), [], next(8))).toMatchObject({ from: 1, to: 3, short: false });
  });

  it("leave out packs that are void, and those in a case, which have theirs", () => {
    const some = packs(6, (place) => (place === 2 ? { state: "VOID" } : place === 5 ? { packed: true } : {}));
    expect(serials(plan(some, [], next(6)))).toEqual(["S1", "S3", "S4"]);
    expect(dueCount(some, new Set())).toBe(4);
  });

  it("include those of a spoiled job again, without asking why", () => {
    expect(plan(packs(5), [job(1, 5, "spoiled")], next(5))).toMatchObject({ from: 1, to: 5, again: 0 });
    expect(printedPlaces(packs(5), [job(1, 5, "spoiled")]).size).toBe(0);
  });

  it("are none when all are printed", () => {
    expect(planOf(packs(5), [job(1, 5)], next(5))).toEqual({ fault: "nothingLeft" });
  });
});

describe("labels chosen by place or by serial", () => {
  it("ask why as soon as one of them was printed before, and name that print", () => {
    const jobs = [job(1, 4), job(5, 8, "spoiled"), job(9, 12)];
    expect(plan(packs(20), jobs, { kind: "range", from: "4", to: "9" })).toMatchObject({
      again: 2,
      before: { id: "9-12" },
    });
    expect(plan(packs(20), jobs, { kind: "range", from: "5", to: "8" })).toMatchObject({
      again: 0,
      before: null,
    });
    expect(plan(packs(20), jobs, { kind: "one", serial: "S2" })).toMatchObject({ from: 2, to: 2, again: 1 });
  });

  it.each([
    ["", "3"],
    ["3", "2"],
    ["0", "2"],
    ["1", "21"],
    ["one", "2"],
  ])("refuse the range %s to %s", (from, to) => {
    expect(planOf(packs(20), [], { kind: "range", from, to })).toEqual({ fault: "range" });
  });

  it("refuse a serial that isn't of this batch, and a pack that is gone", () => {
    expect(planOf(packs(3), [], { kind: "one", serial: "X" })).toEqual({ fault: "serialUnknown" });
    const gone = packs(3, () => ({ state: "DESTROYED" }));
    expect(planOf(gone, [], { kind: "one", serial: "S1" })).toEqual({ fault: "notPrintable" });
  });

  it("are never more than a browser prints at once", () => {
    const many = packs(MOST_LABELS + 1);
    expect(planOf(many, [], { kind: "range", from: "1", to: String(MOST_LABELS + 1) })).toEqual({
      fault: "tooMany",
    });
    expect(planOf(many, [], next(MOST_LABELS + 1))).toEqual({ fault: "tooMany" });
  });
});
