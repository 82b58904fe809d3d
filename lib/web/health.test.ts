import { describe, expect, it } from "vitest";
import type { LogStatus } from "@/lib/operations/desk-ports";
import { healthOf, span } from "./health";

const NOW = 1_800_000_000_000;
const well: LogStatus = {
  origin: "log.example/1",
  size: "1204",
  waiting: 0,
  unanchoredSince: null,
  anchored: { size: "1204", at: NOW - 5_000, block: "77", final: true },
  worker: { at: NOW - 900, log: "growing", chain: "reached", because: null },
};
const of = (change: Partial<LogStatus>) => healthOf({ ...well, ...change }, NOW, 600);

describe("health", () => {
  it("is ok only when every part is", () => {
    const { status, parts } = of({});
    expect(status).toBe("ok");
    expect(parts.chain.says).toBe("The chain holds the whole log (final).");
  });

  it("is down only with the database, because then nothing can be scanned", () => {
    expect(healthOf(null, NOW, 600)).toMatchObject({
      status: "down",
      parts: { database: { status: "down" } },
    });
  });

  it("calls a worker silent after ten seconds, and one that never was", () => {
    expect(of({ worker: well.worker && { ...well.worker, at: NOW - 10_000 } }).status).toBe("ok");
    const silent = of({ worker: well.worker && { ...well.worker, at: NOW - 10_001 } });
    expect(silent.status).toBe("degraded");
    expect(silent.parts.worker.says).toMatch(/^silent: no worker has reported for 10 s/);
    expect(of({ worker: null }).parts.worker.status).toBe("down");
  });

  it("says how far the chain is behind, and worries only after three intervals and a minute", () => {
    const behind = (seconds: number) =>
      of({
        size: "1210",
        anchored: { size: "1204", at: NOW, block: "77", final: false },
        unanchoredSince: NOW - seconds * 1000,
      }).parts.chain;
    expect(behind(30)).toEqual({
      status: "ok",
      says: "The chain holds 1204 of 1210 leaves (mined); 6 leaves wait, the oldest for 30 s.",
    });
    expect(behind(1860).status).toBe("ok");
    expect(behind(1861)).toMatchObject({ status: "degraded", says: expect.stringContaining("31 min") });
  });

  it("shows a halt as down, a chain that is away as degraded, and never repeats a reason that names a host", () => {
    const halted = of({
      worker: { at: NOW, log: "halted", chain: "halted", because: "root differs at 10.0.0.7" },
    });
    expect(halted.parts).toMatchObject({ log: { status: "down" }, chain: { status: "down" } });
    expect(JSON.stringify(halted)).not.toContain("10.0.0.7");
    const away = of({ worker: { at: NOW, log: "growing", chain: "away", because: "ECONNREFUSED 10.0.0.7" } });
    expect(away.parts.chain.status).toBe("degraded");
    expect(JSON.stringify(away)).not.toContain("10.0.0.7");
  });

  it("counts what waits for the log, and for the first anchor", () => {
    expect(of({ waiting: 1 }).parts.log.says).toBe("1204 leaves in the log, 1 event waits for it.");
    expect(of({ size: "0", anchored: null }).parts.chain).toMatchObject({ status: "ok" });
    expect(of({ size: "1", anchored: null }).parts.chain.says).toBe(
      "No head is on the chain yet; 1 leaf waits.",
    );
  });

  it.each([
    [400, "0 s"],
    [119_000, "119 s"],
    [120_000, "2 min"],
    [7_200_000, "2 h"],
    [200_000_000, "2 days"],
  ])("says %i ms as %s", (ms, words) => expect(span(ms)).toBe(words));
});
