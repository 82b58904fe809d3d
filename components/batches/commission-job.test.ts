import { describe, expect, it } from "vitest";
import {
  afterStep,
  type Job,
  KEPT_JOB,
  leftOf,
  madeBy,
  nextStep,
  reconciled,
  rejectedCsv,
  STEP,
  sortOut,
  withoutRegistered,
} from "./commission-job";
import { readSerialList } from "./serial-list";

const imported = (count: number): Extract<Job, { kind: "import" }> => ({
  kind: "import",
  total: count,
  remaining: Array.from({ length: count }, (_, i) => `S${i}`),
});

/** Runs all steps; returns the serials or counts in the order they were asked for. */
function run(job: Job) {
  const asked: unknown[] = [];
  let at = job;
  for (let step = nextStep(at); step; step = nextStep(at)) {
    asked.push(step.body.serials);
    at = afterStep(at, step.count);
  }
  return { asked, at };
}

describe("making packs step by step", () => {
  it("asks for every serial of the list exactly once, in its order", () => {
    const job = imported(STEP * 2 + 5);
    const { asked, at } = run(job);
    expect(asked).toHaveLength(3);
    expect(asked.flatMap((body) => (body as { import: string[] }).import)).toEqual(job.remaining);
    expect([madeBy(at), leftOf(at)]).toEqual([job.total, 0]);
  });

  it("generates exactly as many as were wanted", () => {
    const { asked } = run({ kind: "generate", made: 0, total: STEP + 1, base: 7 });
    expect(asked).toEqual([{ generate: STEP }, { generate: 1 }]);
  });

  it("goes on after a reload with what is left, also when an answer got lost", () => {
    const half = afterStep(imported(STEP * 2), STEP);
    const kept = KEPT_JOB.parse(JSON.parse(JSON.stringify(half)));
    expect(kept).toEqual(half);
    const lost = withoutRegistered(half as Extract<Job, { kind: "import" }>, new Set([`S${STEP}`]));
    expect(madeBy(lost)).toBe(STEP + 1);
    const generating: Job = { kind: "generate", made: 100, total: 500, base: 40 };
    expect(madeBy(reconciled(generating, 140))).toBe(100);
    expect(madeBy(reconciled(generating, 340))).toBe(300);
    expect(madeBy(reconciled(generating, 9_999))).toBe(500);
  });

  it.each([
    null,
    7,
    {},
    { kind: "import", remaining: [1], total: 1 },
    { kind: "generate", made: -1, total: 2, base: 0 },
  ])("takes up nothing that is no job: %j", (json) => {
    expect(KEPT_JOB.parse(json)).toBeNull();
  });
});

describe("the dry run", () => {
  it("sorts out what can't be a serial before it asks, and names the row", () => {
    const { asked, rejected } = sortOut(readSerialList(`A1\nB 2\nA1\n${"X".repeat(21)}\nC3`));
    expect(asked.map(({ serial }) => serial)).toEqual(["A1", "C3"]);
    expect(rejected).toEqual([
      { row: 3, serial: "A1", why: "twice" },
      { row: 2, serial: "B 2", why: "characters" },
      { row: 4, serial: "X".repeat(21), why: "characters" },
    ]);
  });

  it("writes rejected rows as CSV that keeps commas and quotes in a serial", () => {
    expect(rejectedCsv([{ row: 2, serial: 'A,"1', why: "is registered already" }])).toBe(
      'row,serial,why\r\n2,"A,""1","is registered already"\r\n',
    );
  });
});
