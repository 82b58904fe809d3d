import { describe, expect, it } from "vitest";
import { containersOf } from "./containers";
import { lifeOf } from "./life";
import type { Told } from "./told";

const event = (seq: number, words: string, change: Partial<Told> = {}): Told => {
  const [action = "", bizStep = "", disposition = "", registryState] = words.split(" ");
  const type = bizStep.endsWith("packing") ? "AggregationEvent" : "ObjectEvent";
  return {
    seq,
    eventId: `e${seq}`,
    type,
    action,
    bizStep,
    disposition,
    registryState: registryState ?? null,
    orgId: "maker",
    siteId: "graz",
    actorKind: "maker",
    ...change,
  };
};
const pharmacy = { orgId: "pharmacy", siteId: "leoben", actorKind: "pharmacy" };
const MADE = "ADD commissioning active ACTIVE";

/** A case in a pallet that was shipped, and a pack in the case since the beginning. */
function packed() {
  const containers = containersOf();
  const told = (id: string, ...rest: [Told, ("object" | "child" | "parent")?, string?]) =>
    containers.live(id, rest[0], rest[1] ?? "object", rest[2] ?? null);
  told("case", event(1, "ADD commissioning active"));
  told("pallet", event(2, "ADD commissioning active"));
  told("case", event(5, "ADD packing in_progress"), "child", "pallet");
  told("pallet", event(6, "OBSERVE shipping in_transit"));
  const pack = lifeOf(containers.around);
  pack.live(event(3, MADE), "object", null);
  pack.live(event(4, "ADD packing in_progress"), "child", "case");
  return { containers, told, pack };
}

describe("a unit replayed from zero", () => {
  it("comes out of its container where the root above it is by then", () => {
    const { told, pack } = packed();
    told("pallet", event(7, "OBSERVE receiving in_progress", pharmacy));
    pack.live(event(8, "DELETE unpacking in_progress", pharmacy), "child", "case");
    expect(pack.until(9)).toMatchObject({
      parentId: null,
      custody: { orgId: "pharmacy", siteId: "leoben", place: "AT_SITE" },
      stays: [{ parentId: "case", from: 4, to: 8 }],
      faults: [],
    });
  });

  it("keeps the holds of every container it leaves, and no others", () => {
    const { told, pack } = packed();
    told("pallet", event(7, "OBSERVE holding non_sellable_other"));
    told("case", event(8, "OBSERVE holding non_sellable_other"));
    pack.live(event(9, "DELETE unpacking in_progress"), "child", "case");
    told("case", event(10, "OBSERVE holding non_sellable_other"));
    expect(pack.until(11).holds).toBe(2);
  });

  it("is lost and found with the container around its own, but only while it is inside", () => {
    const { told, pack } = packed();
    const other = packed();
    other.pack.live(event(6.5, "DELETE unpacking in_progress"), "child", "case");
    for (const { told: tell } of [{ told }, other]) tell("pallet", event(7, "OBSERVE stock_taking unknown"));
    expect(pack.until(8).own).toBe("UNKNOWN");
    expect(other.pack.until(8).own).toBeNull();
    told("pallet", event(9, "OBSERVE receiving in_progress", pharmacy));
    expect(pack.until(10).own).toBeNull();
  });

  it("is back with the case that a customer or a recall brought back, until it is restocked; the case is a case", () => {
    for (const [disposition, own] of [
      ["returned", "RETURNED"],
      ["recalled", "RETRIEVED"],
    ]) {
      const { containers, told, pack } = packed();
      told("pallet", event(7, "OBSERVE receiving in_progress", pharmacy));
      told("pallet", event(8, `OBSERVE accepting ${disposition}`, pharmacy));
      expect(pack.until(8)).toMatchObject({ own, faults: [] });
      expect(containers.end("pallet")).toMatchObject({ own: null, custody: { orgId: "pharmacy" } });
      pack.live(event(9, "OBSERVE accepting sellable_accessible", pharmacy), "object", null);
      expect(pack.until(10).own).toBe(own === "RETURNED" ? null : own);
    }
  });

  it("is back from the patient when it is undone, and its opening is not", () => {
    const pack = lifeOf(containersOf().around);
    pack.live(event(1, MADE), "object", null);
    pack.live(event(2, "OBSERVE dispensing dispensed SUPPLIED", pharmacy), "object", null);
    expect(pack.unit).toMatchObject({ state: "SUPPLIED", stateEventId: "e2", own: "WITH_PATIENT" });
    pack.live(event(3, "OBSERVE stocking sellable_accessible ACTIVE", pharmacy), "object", null);
    expect(pack.until(4)).toMatchObject({ state: "ACTIVE", own: null, opened: false, faults: [] });
  });

  it.each([
    ["a second supply", [MADE, ...Array(2).fill("OBSERVE dispensing dispensed SUPPLIED")]],
    [
      "a life after its end",
      [MADE, "DELETE destroying destroyed DESTROYED", "OBSERVE dispensing dispensed SUPPLIED"],
    ],
    ["an event before its first", ["OBSERVE dispensing dispensed SUPPLIED"]],
    ["a second first event", [MADE, MADE]],
    ["a hold that ends and never began", [MADE, "OBSERVE inspecting conformant"]],
    ["words that nobody writes", [MADE, "OBSERVE storing in_progress"]],
    ["leaving a container it is not in", [MADE, "DELETE unpacking in_progress"]],
  ])("is impossible: %s", (_what, words) => {
    const pack = lifeOf(containersOf().around);
    for (const [i, told] of words.entries()) {
      pack.live(event(i + 1, told), told.includes("packing") ? "child" : "object", "case");
    }
    expect(pack.until(99).faults).toHaveLength(1);
  });
});
