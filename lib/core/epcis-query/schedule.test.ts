import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { nextRun } from "./next-run";
import { parseSchedule, parseSubscription, type Schedule } from "./schedule";

const at = (text: string): number => Date.parse(text);
const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

function schedule(value: JsonValue): Schedule {
  const parsed = parseSchedule(value);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.value;
}
const runs = (value: JsonObject, after: string, zone: string, count: number): readonly (string | null)[] => {
  const found: (string | null)[] = [];
  let time: number | null = at(after);
  while (found.length < count && time !== null) {
    time = nextRun(schedule(value), time, zone);
    found.push(iso(time));
  }
  return found;
};

describe("a schedule", () => {
  it("is lists of numbers and ranges", () => {
    expect(schedule({ minute: "30,[5-7],6,0", dayOfWeek: "[1-5]", hour: 1 })).toEqual({
      minute: [0, 5, 6, 7, 30],
      dayOfWeek: [1, 2, 3, 4, 5],
      hour: [1],
    });
  });

  it.each<JsonValue>([
    {},
    [],
    "1",
    { minute: "60" },
    { hour: "24" },
    { dayOfMonth: "0" },
    { month: "13" },
    { dayOfWeek: "0" },
    { dayOfWeek: "8" },
    { minute: "" },
    { minute: "5," },
    { minute: "[5-1]" },
    { minute: "1-5" },
    { minute: "*" },
    { minute: "[0-999999999]" },
    { minute: 1.5 },
    { minute: null },
    { week: "1" },
  ])("is refused as %j", (value) => {
    expect(parseSchedule(value)).toMatchObject({ ok: false, refusal: { code: "SUBSCRIPTION_CONTROLS" } });
  });
});

describe("a subscription", () => {
  it("has a schedule or is a stream, and not both or neither", () => {
    expect(parseSubscription({ dest: "https://example.com", stream: true })).toEqual({
      ok: true,
      value: { trigger: { kind: "stream" }, reportIfEmpty: false, initialRecordTime: null },
    });
    const controls = {
      schedule: { hour: "1" },
      reportIfEmpty: true,
      initialRecordTime: "2026-01-01T01:00:00+01:00",
    };
    expect(parseSubscription(controls)).toEqual({
      ok: true,
      value: {
        trigger: { kind: "schedule", schedule: { hour: [1] } },
        reportIfEmpty: true,
        initialRecordTime: "2026-01-01T00:00:00.000Z",
      },
    });
    expect(parseSubscription({ hour: "1", minute: "5", reportIfEmpty: "false" })).toMatchObject({
      value: { trigger: { schedule: { hour: [1], minute: [5] } } },
    });
    const refused: readonly JsonObject[] = [
      {},
      { stream: false },
      { stream: true, schedule: { hour: "1" } },
      { stream: 1 },
    ];
    for (const members of refused) expect(parseSubscription(members).ok).toBe(false);
    expect(parseSubscription({ stream: true, reportIfEmpty: "no" }).ok).toBe(false);
    expect(parseSubscription({ stream: true, initialRecordTime: "today" }).ok).toBe(false);
  });
});

describe("the next run", () => {
  it("is after the given instant, at the beginning of what is finer than the schedule", () => {
    expect(runs({ hour: "1", minute: "5" }, "2026-11-20T12:00:00Z", "UTC", 2)).toEqual([
      "2026-11-21T01:05:00.000Z",
      "2026-11-22T01:05:00.000Z",
    ]);
    expect(runs({ hour: "1" }, "2026-11-21T01:00:00Z", "UTC", 1)).toEqual(["2026-11-22T01:00:00.000Z"]);
    expect(runs({ second: "0,30" }, "2026-11-21T01:00:00.500Z", "UTC", 2)).toEqual([
      "2026-11-21T01:00:30.000Z",
      "2026-11-21T01:01:00.000Z",
    ]);
    expect(runs({ month: "2" }, "2026-11-21T00:00:00Z", "UTC", 1)).toEqual(["2027-02-01T00:00:00.000Z"]);
    expect(runs({ dayOfWeek: "1" }, "2026-11-20T00:00:00Z", "UTC", 2)).toEqual([
      "2026-11-23T00:00:00.000Z",
      "2026-11-30T00:00:00.000Z",
    ]);
    expect(runs({ dayOfMonth: "13", dayOfWeek: "5" }, "2026-11-20T00:00:00Z", "UTC", 1)).toEqual([
      "2027-08-13T00:00:00.000Z",
    ]);
  });

  it("is by the local clock on both sides of a change", () => {
    const daily = { hour: "6", minute: "0" };
    expect(runs(daily, "2026-03-28T00:00:00Z", "Europe/Vienna", 3)).toEqual([
      "2026-03-28T05:00:00.000Z",
      "2026-03-29T04:00:00.000Z",
      "2026-03-30T04:00:00.000Z",
    ]);
    expect(runs(daily, "2026-10-24T12:00:00Z", "Europe/Vienna", 1)).toEqual(["2026-10-25T05:00:00.000Z"]);
  });

  it("does not match a time the clock leaves out, and matches one twice that it shows twice", () => {
    const daily = { hour: "2", minute: "30" };
    expect(runs(daily, "2026-03-28T12:00:00Z", "Europe/Vienna", 1)).toEqual(["2026-03-30T00:30:00.000Z"]);
    expect(runs(daily, "2026-10-24T12:00:00Z", "Europe/Vienna", 2)).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ]);
    expect(runs({ minute: "0" }, "2026-10-24T23:59:00Z", "Europe/Vienna", 4)).toEqual(
      ["00", "01", "02", "03"].map((hour) => `2026-10-25T${hour}:00:00.000Z`),
    );
  });

  it("is none for a day or a time that never comes, and leap days are found", () => {
    expect(runs({ month: "2", dayOfMonth: "30" }, "2026-01-01T00:00:00Z", "UTC", 1)).toEqual([null]);
    const never = { month: "3", dayOfWeek: "7", dayOfMonth: "[25-31]", hour: "2", minute: "30" };
    expect(runs(never, "2026-01-01T00:00:00Z", "Europe/Vienna", 1)).toEqual([null]);
    expect(runs({ month: "2", dayOfMonth: "29", dayOfWeek: "1" }, "2096-03-01T00:00:00Z", "UTC", 1)).toEqual([
      "2112-02-29T00:00:00.000Z",
    ]);
  });
});
