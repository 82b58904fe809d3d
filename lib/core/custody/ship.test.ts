import { describe, expect, it } from "vitest";
import type { HoldKind } from "@/lib/core/pack/axes";
import { batchId, epcId, holdId } from "@/lib/core/pack/ids";
import { OTHER_PHARMACY, TODAY, WAREHOUSE } from "@/lib/core/pack/testing/pack-facts";
import type { Unit } from "./containment";
import { SHIPMENT_PURPOSES } from "./purposes";
import { SHIPMENT_STATES, type ShipInput, ship, voidShipment } from "./ship";
import { shipBlockers } from "./ship-blockers";
import { contentsRow as row } from "./testing/contents";

const here = WAREHOUSE;
const custody = { holderOrgId: here.orgId, siteId: here.siteId, place: "AT_SITE" } as const;
const unit = (id: string, change: Partial<Unit> = {}): Unit => ({
  id: epcId(id),
  link: `https://id.gs1.org/00/${id}`,
  parentId: null,
  custody,
  ...change,
});
const ask = (change: Partial<ShipInput> = {}) =>
  ship({
    here,
    today: TODAY,
    purpose: "sale",
    state: null,
    receiver: {
      licences: [{ kind: "wholesaler", validFrom: "2020-01-01", validTo: null }],
      sameOwner: true,
      buyer: null,
    },
    units: [unit("pallet")],
    holds: [],
    contents: [],
    takeOff: false,
    ...change,
  });
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;

describe("what may not be sold", () => {
  it("finds nothing against a tree in order", () => {
    expect(shipBlockers([row(), row({ batch: { id: batchId("b2") } })], TODAY, "sale")).toEqual([]);
  });

  it.each([
    ["RECALLED", { batch: { recalled: true } }],
    ["EXPIRED", { batch: { lastValidDay: "2026-11-19" } }],
    ["BATCH_UNRELEASED", { batch: { state: "PACKAGED" } }],
    ["BATCH_HELD", { batch: { held: true } }],
    ["HELD", { held: true }],
    ["HELD", { containersHeld: true }],
    ["SUPPLIED", { state: "SUPPLIED" }],
    ["WITHDRAWN", { product: { state: "WITHDRAWN" } }],
    ["REPORTED_MISSING", { ownDisposition: "UNKNOWN" }],
    ["RETURNED", { ownDisposition: "RETURNED" }],
  ] as const)("finds %s", (reason, change) => {
    expect(shipBlockers([row(), row({ ...change, count: 1 })], TODAY, "sale")).toMatchObject([
      { reason, count: 1 },
    ]);
  });

  it("adds packs of one batch and reason up, gravest first", () => {
    const found = shipBlockers(
      [
        row({ held: true, count: 2 }),
        row({ batch: { recalled: true }, count: 3 }),
        row({ containersHeld: true, count: 1 }),
        row({ state: "STOLEN", count: 1 }),
        row({ held: true, count: 0 }),
      ],
      TODAY,
      "sale",
    );
    expect(found.map(({ reason, count }) => [reason, count])).toEqual([
      ["STOLEN", 1],
      ["RECALLED", 3],
      ["HELD", 3],
    ]);
  });
});

describe("ship", () => {
  it("sends a pallet off as one root", () => {
    expect(ask()).toMatchObject({ ok: true, value: { roots: [{ id: "pallet" }], takeOff: [] } });
  });

  it("refuses to sell a tree with one blocked pack, and says how many and why", () => {
    expect(ask({ contents: [row(), row({ batch: { recalled: true }, count: 1 })] })).toMatchObject({
      refusal: { code: "BLOCKED_UNIT", facts: { blocked: 1, reason: "RECALLED", batch: "TX24107" } },
    });
  });

  it("names the hold of a held unit: HELD, the gravest first; nothing leaves an authority's for any purpose", () => {
    const held = (kind: HoldKind) => ({ link: "pallet", id: holdId(`h-${kind}`), kind });
    const suspect = ask({ holds: [held("SUSPECT")] });
    expect(suspect).toMatchObject({
      refusal: { code: "HELD", facts: { hold: "h-SUSPECT", link: "pallet" } },
    });
    expect(ask({ holds: [held("SUSPECT"), held("REGULATOR")] })).toMatchObject({
      refusal: { facts: { hold: "h-REGULATOR" } },
    });
    const shipped = (kind: HoldKind) =>
      SHIPMENT_PURPOSES.filter((purpose) => code(ask({ holds: [held(kind)], purpose })) !== "HELD");
    expect(shipped("SUSPECT")).toEqual(["transfer", "return", "recall-return", "destruction", "drop-ship"]);
    // To destruction and as a drop shipment nothing goes to this receiver.
    expect(shipped("REGULATOR")).toEqual(["destruction", "drop-ship"]);
    // Recalled goods are refused for the recall, which is graver than the hold.
    const contents = [row({ batch: { recalled: true } })];
    expect(code(ask({ contents, holds: [held("SUSPECT")] }))).toBe("BLOCKED_UNIT");
  });

  it("never ships what the sender doesn't hold, nor the same goods twice", () => {
    const away = unit("a", { custody: { ...custody, siteId: OTHER_PHARMACY.siteId } });
    const moving = unit("a", { custody: { ...custody, place: "IN_TRANSIT" } });
    const untracked = unit("a", { custody: { ...custody, siteId: null } });
    for (const units of [[away], [moving], [untracked]]) expect(code(ask({ units }))).toBe("NOT_IN_CUSTODY");
    for (const state of SHIPMENT_STATES) expect(code(ask({ state }))).toBe("SHIPMENT_CLOSED");
    expect(code(ask({ units: [] }))).toBe("NOTHING_TO_SHIP");
  });

  it("asks before it takes a case off its pallet", () => {
    const units = [unit("case", { parentId: epcId("pallet") })];
    expect(code(ask({ units }))).toBe("STILL_PACKED");
    expect(ask({ units, takeOff: true })).toMatchObject({ value: { takeOff: [{ id: "case" }] } });
  });

  it("names a case that travels on a scanned pallet once, by its pallet", () => {
    const units = [unit("case", { parentId: epcId("pallet") }), unit("pallet")];
    expect(ask({ units })).toMatchObject({ ok: true, value: { roots: [{ id: "pallet" }], takeOff: [] } });
  });

  it("is taken back only before the receiver has received", () => {
    expect(SHIPMENT_STATES.map((state) => code(voidShipment(state)))).toEqual([
      "ok",
      "SHIPMENT_CLOSED",
      "SHIPMENT_CLOSED",
      "ok",
    ]);
    expect(voidShipment("VOIDED")).toEqual({ ok: true, value: { changed: false } });
  });
});
