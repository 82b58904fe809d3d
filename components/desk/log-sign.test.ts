import { describe, expect, it } from "vitest";
import type { LogStatus } from "@/lib/operations/desk-ports";
import { logSignOf, toneOf } from "./log-sign";

const NOW = 1_000_000;
const status = (change: Partial<LogStatus>): LogStatus => ({
  origin: "a.example/log",
  size: "12",
  waiting: 0,
  anchored: { size: "12", at: NOW - 5000, block: "7", final: true },
  unanchoredSince: null,
  worker: { at: NOW - 400, log: "growing", chain: "reached", because: null },
  ...change,
});

describe("the header never says more of the log than is true", () => {
  it("anchored only while a worker lives and nothing waits", () => {
    expect(logSignOf(status({}), NOW)).toEqual({ key: "anchored", at: NOW - 5000 });
    expect(logSignOf(status({ waiting: 3 }), NOW)).toEqual({ key: "waiting", count: 3 });
    expect(logSignOf(status({ anchored: null, size: "0" }), NOW)).toEqual({ key: "empty" });
  });

  it("a silent or halted worker is a caution before everything else", () => {
    const silent = logSignOf(
      status({ worker: { at: NOW - 20_000, log: "growing", chain: "reached", because: null } }),
      NOW,
    );
    expect(silent).toEqual({ key: "quiet", at: NOW - 20_000 });
    expect(logSignOf(status({ worker: null }), NOW).key).toBe("quiet");
    const halted = logSignOf(
      status({ waiting: 9, worker: { at: NOW, log: "growing", chain: "halted", because: "x" } }),
      NOW,
    );
    expect(halted.key).toBe("halted");
    for (const sign of [silent, halted]) expect(toneOf(sign)).toBe("caution");
  });
});
