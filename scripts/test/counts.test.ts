import { describe, expect, it } from "vitest";
import { judged, playwrightCounts, spokenCounts, summary, vitestCounts } from "./counts.mjs";

describe("the count of tests", () => {
  it("takes vitest's numbers, and a file that broke before its first test as one failure", () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
        { status: "failed", assertionResults: [] },
        { status: "passed", assertionResults: [{ status: "passed" }] },
      ],
    };
    expect(vitestCounts(report)).toEqual({ passed: 7, failed: 2, skipped: 3 });
  });

  it("takes a journey that passed only at a second attempt as failed", () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(playwrightCounts({ stats, errors: [] })).toEqual({ passed: 5, failed: 2, skipped: 2 });
    expect(playwrightCounts({ stats, errors: [{ message: "no browser" }] }).failed).toBe(3);
  });

  it("reads the last line of the contract tests", () => {
    expect(spokenCounts("…\n50 passed, 1 failed\n")).toEqual({ passed: 50, failed: 1, skipped: 0 });
    expect(spokenCounts("forge crashed")).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it("never lets a part pass that crashed or ran nothing", () => {
    expect(judged(vitestCounts(undefined), true).failed).toBe(1);
    expect(judged({ passed: 9, failed: 0, skipped: 0 }, false).failed).toBe(1);
    expect(judged({ passed: 0, failed: 0, skipped: 9 }, true).failed).toBe(1);
    expect(judged({ passed: 9, failed: 2, skipped: 0 }, false).failed).toBe(2);
    expect(judged({ passed: 9, failed: 0, skipped: 1 }, true)).toEqual({ passed: 9, failed: 0, skipped: 1 });
  });

  it("ends with one line that sums all parts, and shows what was skipped", () => {
    const lines = summary([
      { name: "unit", seconds: 3.21, passed: 10, failed: 1, skipped: 4 },
      { name: "e2e", seconds: 60, passed: 5, failed: 2, skipped: 0 },
    ]);
    expect(lines.at(-1)).toBe("15 passed, 3 failed");
    expect(lines[1]).toMatch(/^unit +3\.2 s +10 +1 +4$/);
  });
});
