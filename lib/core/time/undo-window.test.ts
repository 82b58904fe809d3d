import { describe, expect, it } from "vitest";
import { isUndoOpen, undoOpenUntil } from "./undo-window";
import { localTime } from "./zone";

const at = (text: string): number => Date.parse(text);
const supplied = (text: string) => ({ eventTime: at(text), recordTime: at(text) });

describe("the ten days of an undo", () => {
  it("is open at 240 hours sharp and closed one second later", () => {
    const pack = supplied("2026-06-01T08:00:00Z");
    expect(isUndoOpen(pack, at("2026-06-11T07:59:59Z"))).toBe(true);
    expect(isUndoOpen(pack, at("2026-06-11T08:00:00Z"))).toBe(true);
    expect(isUndoOpen(pack, at("2026-06-11T08:00:01Z"))).toBe(false);
  });

  it.each([
    ["spring, when the local clock jumps ahead", "2026-03-25T09:00:00+01:00", "10:00"],
    ["autumn, when the local clock falls back", "2026-10-20T09:00:00+02:00", "08:00"],
  ])("counts 240 real hours in %s", (_name, text, endsAt) => {
    const pack = supplied(text);
    const end = undoOpenUntil(pack);
    expect(localTime("Europe/Vienna", end)).toBe(endsAt);
    expect(isUndoOpen(pack, end - 1000)).toBe(true);
    expect(isUndoOpen(pack, end + 1000)).toBe(false);
  });

  it("counts from the earlier time, so that neither a late capture nor a fast clock buys days", () => {
    const late = { eventTime: at("2026-06-01T08:00:00Z"), recordTime: at("2026-06-09T08:00:00Z") };
    const ahead = { eventTime: at("2026-06-09T08:00:00Z"), recordTime: at("2026-06-01T08:00:00Z") };
    for (const pack of [late, ahead]) expect(isUndoOpen(pack, at("2026-06-11T08:00:01Z"))).toBe(false);
  });
});
