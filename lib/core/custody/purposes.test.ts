import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "@/lib/core/access/permissions";
import type { RegistryState } from "@/lib/core/pack/axes";
import { epcId } from "@/lib/core/pack/ids";
import { TODAY, WAREHOUSE } from "@/lib/core/pack/testing/pack-facts";
import { SHIP_REASONS, SHIPMENT_PURPOSES, type ShipmentPurpose } from "./purposes";
import { canShipTo, type Receiver } from "./receiver";
import { ship } from "./ship";
import type { Contents, ShipReason } from "./ship-blockers";
import { contentsRow } from "./testing/contents";

const state = (of: RegistryState): Contents => contentsRow({ state: of });

/** A row of packs for every reason there is, and nothing else against them. */
const GOODS: Readonly<Record<ShipReason, Contents>> = {
  STOLEN: state("STOLEN"),
  DESTROYED: state("DESTROYED"),
  VOID: state("VOID"),
  NOT_COMMISSIONED: state("ALLOCATED"),
  SUPPLIED: state("SUPPLIED"),
  EXPORTED: state("EXPORTED"),
  SAMPLE: state("SAMPLE"),
  FREE_SAMPLE: state("FREE_SAMPLE"),
  LOCKED: state("LOCKED"),
  CHECKED_OUT: state("CHECKED_OUT"),
  WITHDRAWN: contentsRow({ product: { state: "WITHDRAWN" } }),
  RECALLED: contentsRow({ batch: { recalled: true } }),
  RECALL_HOLD: contentsRow({ recallHeld: true }),
  EXPIRED: contentsRow({ batch: { lastValidDay: "2026-11-19" } }),
  DISPOSED: contentsRow({ ownDisposition: "DISPOSED" }),
  WITH_PATIENT: contentsRow({ ownDisposition: "WITH_PATIENT" }),
  RETRIEVED: contentsRow({ ownDisposition: "RETRIEVED" }),
  RETURNED: contentsRow({ ownDisposition: "RETURNED" }),
  REPORTED_MISSING: contentsRow({ ownDisposition: "UNKNOWN" }),
  BATCH_HELD: contentsRow({ batch: { held: true } }),
  BATCH_UNRELEASED: contentsRow({ batch: { state: "PACKAGED" } }),
  HELD: contentsRow({ held: true }),
};

/** "x": stopped. In the order of the purposes: sale, transfer, return, recall-return, destruction, sample, drop-ship. */
const STOPS: Readonly<Record<ShipReason, string>> = {
  STOLEN: "x..n.xx",
  DESTROYED: "xxxxxxx",
  VOID: "xxxxxxx",
  NOT_COMMISSIONED: "xxxxxxx",
  SUPPLIED: "x..n.xx",
  EXPORTED: "x..n.xx",
  SAMPLE: "x..n..x",
  FREE_SAMPLE: "x..n..x",
  LOCKED: "x..n.xx",
  CHECKED_OUT: "x..n.xx",
  WITHDRAWN: "x..n.xx",
  RECALLED: "x....xx",
  RECALL_HOLD: "x....xx",
  EXPIRED: "x..n.xx",
  DISPOSED: "xxxxxxx",
  WITH_PATIENT: "xx.n.xx",
  RETRIEVED: "x..n.xx",
  RETURNED: "x..n.xx",
  REPORTED_MISSING: "x..n.xx",
  BATCH_HELD: "x..n.xx",
  BATCH_UNRELEASED: "x..n.xx",
  HELD: "x..n.xx",
};

const licence = (kind: string, validTo: string | null = null) => ({ kind, validFrom: "2020-01-01", validTo });
const buyer = { licences: [licence("wholesaler")], isSide: false };
const receiver = (purpose: ShipmentPurpose, change: Partial<Receiver> = {}): Receiver => ({
  licences: [licence(purpose === "destruction" ? "reverse_logistics" : "wholesaler")],
  sameOwner: true,
  buyer: purpose === "drop-ship" ? buyer : null,
  ...change,
});
const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;

const shipped = (purpose: ShipmentPurpose, contents: readonly Contents[]) =>
  ship({
    here: WAREHOUSE,
    today: TODAY,
    purpose,
    state: null,
    receiver: receiver(purpose),
    units: [
      {
        id: epcId("case"),
        link: "https://id.gs1.org/00/1",
        parentId: null,
        custody: { holderOrgId: WAREHOUSE.orgId, siteId: WAREHOUSE.siteId, place: "AT_SITE" },
      },
    ],
    contents,
    holds: [],
    takeOff: false,
  });

describe("what may leave for which purpose", () => {
  it.each(SHIP_REASONS.flatMap((reason) => SHIPMENT_PURPOSES.map((purpose, i) => ({ reason, purpose, i }))))(
    "$reason as $purpose",
    ({ reason, purpose, i }) => {
      const expected = { x: "BLOCKED_UNIT", n: "NOT_RECALLED", ".": "ok" }[STOPS[reason][i] ?? ""];
      const answer = shipped(purpose, [GOODS[reason]]);
      expect(codeOf(answer)).toBe(expected);
      if (expected === "BLOCKED_UNIT") expect(answer).toMatchObject({ refusal: { facts: { reason } } });
    },
  );

  it("goods in order leave for every purpose but a recall return, which one stray pack stops: NOT_RECALLED", () => {
    const open = SHIPMENT_PURPOSES.filter((purpose) => shipped(purpose, [contentsRow()]).ok);
    expect(open).toEqual(SHIPMENT_PURPOSES.filter((purpose) => purpose !== "recall-return"));
    expect(shipped("recall-return", [GOODS.RECALLED, contentsRow({ count: 2 })])).toMatchObject({
      refusal: { code: "NOT_RECALLED", facts: { packs: 2, batch: "TX24107" } },
    });
  });

  it("a graver reason that is tolerated hides none that is not", () => {
    const gone = contentsRow({ batch: { recalled: true }, ownDisposition: "DISPOSED" });
    expect(shipped("recall-return", [gone])).toMatchObject({ refusal: { facts: { reason: "DISPOSED" } } });
  });
});

describe("who may have it", () => {
  const asked = (purpose: ShipmentPurpose, change: Partial<Receiver> = {}) =>
    codeOf(canShipTo(receiver(purpose, change), purpose, TODAY));

  it.each(SHIPMENT_PURPOSES)("asks for a licence that is valid on the day: %s", (purpose) => {
    const kind = purpose === "destruction" ? "reverse_logistics" : "pharmacy";
    expect(asked(purpose, { licences: [] })).toBe("NOT_LICENSED");
    expect(asked(purpose, { licences: [licence(kind, "2026-11-19")] })).toBe("NOT_LICENSED");
    expect(asked(purpose, { licences: [{ kind, validFrom: "2026-11-21", validTo: null }] })).toBe(
      "NOT_LICENSED",
    );
    expect(asked(purpose, { licences: [licence(kind, TODAY)] })).toBe("ok");
  });

  it("goods for destruction go to reverse logistics, all others to whoever may hold medicines, none to an authority", () => {
    for (const purpose of SHIPMENT_PURPOSES) {
      const open = CAPABILITIES.filter((kind) => asked(purpose, { licences: [licence(kind)] }) === "ok");
      expect(open).toEqual(
        purpose === "destruction"
          ? ["reverse_logistics"]
          : CAPABILITIES.filter((kind) => kind !== "regulator"),
      );
    }
  });

  it("a transfer stays with its owner: NOT_THE_SAME_OWNER", () => {
    const strangers = SHIPMENT_PURPOSES.filter((purpose) => asked(purpose, { sameOwner: false }) === "ok");
    expect(strangers).toEqual(SHIPMENT_PURPOSES.filter((purpose) => purpose !== "transfer"));
    expect(asked("transfer", { sameOwner: false })).toBe("NOT_THE_SAME_OWNER");
  });

  it("a drop shipment, and no other, names a licensed buyer who is neither side: BUYER_WRONG", () => {
    for (const purpose of SHIPMENT_PURPOSES) {
      expect(asked(purpose, { buyer })).toBe(purpose === "drop-ship" ? "ok" : "BUYER_WRONG");
    }
    expect(asked("drop-ship", { buyer: null })).toBe("BUYER_WRONG");
    expect(asked("drop-ship", { buyer: { ...buyer, isSide: true } })).toBe("BUYER_WRONG");
    expect(asked("drop-ship", { buyer: { ...buyer, licences: [] } })).toBe("BUYER_WRONG");
  });
});
