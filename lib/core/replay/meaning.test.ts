import { describe, expect, it } from "vitest";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { EXAMPLES } from "@/lib/core/epcis/pharma/examples.fixture";
import { REGISTRY_STATES } from "@/lib/core/pack/axes";
import { mayBecome, meaningOf } from "./meaning";
import type { NamedAs, Told } from "./told";

const toldOf = (event: PharmaEvent): Told => ({
  seq: 1,
  eventId: event.eventID,
  type: event.type,
  action: "action" in event ? event.action : null,
  bizStep: event.bizStep,
  disposition: event.disposition ?? null,
  registryState: (event["packproof:registryState"] as string | undefined) ?? null,
  orgId: "maker",
  siteId: "graz",
  actorKind: "pharmacy",
});

const ROLES: Readonly<Record<string, readonly NamedAs[]>> = {
  ObjectEvent: ["object"],
  AggregationEvent: ["parent", "child"],
  TransformationEvent: ["input", "output"],
};

/** Packs without serial numbers are counted, not followed: an event of nothing else means nothing to any unit. */
const namesUnits = (event: PharmaEvent): boolean => !("quantityList" in event) || "epcList" in event;

describe("what an event means to the units it names", () => {
  it("is known of every event that Packproof writes", () => {
    const told = Object.entries(EXAMPLES).filter(([, event]) => namesUnits(event));
    expect(told.length).toBeGreaterThan(30);
    for (const [name, event] of told) {
      for (const as of ROLES[event.type] ?? []) expect(meaningOf(toldOf(event), as), name).not.toBeNull();
    }
  });

  it("is nothing that anybody knows of other words, or of a role that the event has not", () => {
    const told = toldOf(EXAMPLES.supply as PharmaEvent);
    expect(meaningOf({ ...told, bizStep: "storing" }, "object")).toBeNull();
    expect(meaningOf({ ...told, type: "AssociationEvent" }, "object")).toBeNull();
    expect(meaningOf(told, "child")).toBeNull();
  });

  it("leaves a hospital's stock on its shelf, and a counter's pack with the patient", () => {
    const told = toldOf(EXAMPLES.supply as PharmaEvent);
    expect(meaningOf(told, "object")).toEqual({ state: "SUPPLIED", own: "WITH_PATIENT" });
    expect(meaningOf({ ...told, actorKind: "hospital" }, "object")).toEqual({
      state: "SUPPLIED",
      own: "here",
    });
  });
});

describe("the registry axis", () => {
  it("goes away from ACTIVE and back, never from an end", () => {
    for (const from of REGISTRY_STATES) {
      const onward = REGISTRY_STATES.filter((to) => mayBecome(from, to));
      if (["DESTROYED", "STOLEN", "VOID"].includes(from)) expect(onward).toEqual([]);
      else if (from === "ACTIVE") expect(onward).toEqual(REGISTRY_STATES.filter((to) => to !== "ACTIVE"));
      else expect(onward).toEqual(["ACTIVE"]);
    }
  });
});
