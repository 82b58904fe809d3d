import { describe, expect, it } from "vitest";
import { eventId, orgId } from "@/lib/core/pack/ids";
import type { LogStatus } from "@/lib/operations/desk-ports";
import type { TraceEvent } from "@/lib/operations/reading-ports";
import { lanesOf, levelOf, type Words } from "./trace-steps";

const event = (id: string, change: Partial<TraceEvent> = {}): TraceEvent => ({
  eventId: eventId(id),
  seq: "1",
  level: 0,
  party: true,
  mine: false,
  statement: {
    type: "ObjectEvent",
    action: "OBSERVE",
    bizStep: "receiving",
    disposition: null,
    registryState: null,
    outcome: "applied",
    month: "2026-11",
    actorKind: "distributor",
    country: "AT",
  },
  type: "ObjectEvent",
  bizStep: "receiving",
  disposition: null,
  registryState: null,
  eventTime: 0,
  recordTime: 0,
  offset: "+01:00",
  organisation: "Nordkai",
  orgId: orgId("nordkai"),
  site: "Dock, Graz",
  gln: "9520202000017",
  entryMode: "camera",
  person: null,
  leafIndex: "4",
  ...change,
});
const words: Words = {
  step: () => "s",
  time: () => "t",
  detail: () => "d",
  actor: (e) => e.statement.actorKind ?? "",
};

describe("a trace shows who acted only to whom it may", () => {
  it("puts unnamed parties into a lane by their kind, and never invents a name", () => {
    const { lanes, steps } = lanesOf(
      [event("1"), event("2", { organisation: null, orgId: null, party: false }), event("3")],
      words,
    );
    expect(lanes).toEqual([
      { id: "nordkai", label: "Nordkai", sub: "distributor" },
      { id: "unnamed distributor", label: "distributor" },
    ]);
    expect(steps.map(({ lane }) => lane)).toEqual(["nordkai", "unnamed distributor", "nordkai"]);
  });
});

describe("a proof level is never higher than what was anchored", () => {
  const log = (size: string, final: boolean) =>
    ({ anchored: { size, at: 0, block: "1", final } }) as LogStatus;
  it("counts a leaf as anchored only below the anchored size", () => {
    expect(levelOf(event("1", { leafIndex: null }), log("9", true))).toBe("recorded");
    expect(levelOf(event("1"), log("4", true))).toBe("logged");
    expect(levelOf(event("1"), log("5", true))).toBe("final");
    expect(levelOf(event("1"), log("5", false))).toBe("anchored");
    expect(levelOf(event("1"), { anchored: null } as LogStatus)).toBe("logged");
  });
});
