import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epcId, siteId } from "@/lib/core/pack/ids";
import { OTHER_PHARMACY, PHARMACY, TODAY, WAREHOUSE } from "@/lib/core/pack/testing/pack-facts";
import { type Expected, matchReceipt } from "./expectations";
import { canReceive, countIn, type ReceiveInput, receive } from "./receive";
import { SHIPMENT_STATES } from "./ship";
import { contentsRow } from "./testing/contents";

const here = PHARMACY;
const sent = { holderOrgId: WAREHOUSE.orgId, siteId: WAREHOUSE.siteId, place: "IN_TRANSIT" } as const;
const unit = (change: object = {}) => ({
  id: epcId("case"),
  link: "https://id.gs1.org/00/1",
  parentId: null,
  custody: { ...sent, ...change },
});
const toUs = { toOrgId: here.orgId, toSiteId: here.siteId, purpose: "sale" } as const;
const blocked = [contentsRow({ batch: { recalled: true } })];
const ask = (change: Partial<ReceiveInput> = {}) =>
  receive({
    here,
    unit: unit(),
    shipment: toUs,
    contents: [],
    today: TODAY,
    reportedMissing: false,
    damaged: false,
    ...change,
  });
const value = (result: ReturnType<typeof receive>) => (result.ok ? result.value : null);

describe("receive", () => {
  it("takes announced goods over", () => {
    expect(value(ask())).toEqual({
      outcome: "applied",
      exceptions: [],
      hold: false,
      countIn: false,
      unpackFirst: false,
    });
  });

  it("never refuses goods for what they are: they come in under a hold", () => {
    const got = value(ask({ contents: blocked, damaged: true, reportedMissing: true }));
    expect(got).toMatchObject({
      outcome: "applied",
      exceptions: ["REPORTED_MISSING", "PROBLEM_GOODS", "DAMAGED"],
      hold: true,
    });
  });

  it("expects recalled goods in a recall return", () => {
    expect(value(ask({ contents: blocked, shipment: { ...toUs, purpose: "recall-return" } }))?.hold).toBe(
      false,
    );
  });

  it("refuses a second receipt and tells that the goods are here", () => {
    expect(ask({ unit: unit({ siteId: here.siteId, place: "AT_SITE" }) })).toMatchObject({
      refusal: { code: "ALREADY_RECEIVED", facts: { standing: "HERE" } },
    });
  });

  it("doesn't take goods from a site that holds them, until that site's data has come", () => {
    const held = unit({ siteId: OTHER_PHARMACY.siteId, place: "AT_SITE" });
    const got = value(ask({ unit: held, shipment: null }));
    expect(got).toMatchObject({ outcome: "pending", exceptions: ["NOT_ANNOUNCED"], hold: true });
  });

  it("lets nobody take over what is on its way to somebody else", () => {
    const shipment = {
      toOrgId: OTHER_PHARMACY.orgId,
      toSiteId: OTHER_PHARMACY.siteId,
      purpose: "sale",
    } as const;
    expect(value(ask({ shipment }))).toMatchObject({ outcome: "pending", exceptions: ["WRONG_DESTINATION"] });
  });

  it("lets a sister site take in what was meant for another site of the same organisation", () => {
    const got = value(ask({ shipment: { ...toUs, toSiteId: siteId("linden-2") } }));
    expect(got).toMatchObject({ outcome: "applied", exceptions: ["WRONG_DESTINATION"], hold: true });
  });

  it("counts in what no tracking site possesses", () => {
    const got = value(ask({ unit: unit({ siteId: null, place: "AT_SITE" }), shipment: null }));
    expect(got).toMatchObject({ outcome: "applied", countIn: true, exceptions: [] });
  });

  it("takes late goods of a shipment that came in part, none of one that is done", () => {
    expect(SHIPMENT_STATES.filter((state) => canReceive(state).ok)).toEqual(["OPEN", "PARTLY_RECEIVED"]);
  });
});

describe("count in existing stock", () => {
  it("opens custody where nobody has it, once, and takes nothing from anybody", () => {
    const changed = (custody: object) => {
      const result = countIn(unit(custody), here);
      return result.ok ? result.value.changed : result.refusal.code;
    };
    expect(changed({ siteId: null, place: "AT_SITE" })).toBe(true);
    expect(changed({ siteId: here.siteId, place: "AT_SITE" })).toBe(false);
    expect(changed({ siteId: OTHER_PHARMACY.siteId, place: "AT_SITE" })).toBe("NOT_IN_CUSTODY");
    expect(changed({})).toBe("NOT_IN_CUSTODY");
  });
});

describe("expected against scanned", () => {
  const pallet: readonly Expected[] = [
    { id: "pallet", parentId: null, packs: 4 },
    { id: "case1", parentId: "pallet", packs: 2 },
    { id: "case2", parentId: "pallet", packs: 2 },
    { id: "p1", parentId: "case1", packs: 1 },
    { id: "p2", parentId: "case1", packs: 1 },
    { id: "p3", parentId: "case2", packs: 1 },
    { id: "p4", parentId: "case2", packs: 1 },
  ];

  it("takes in all a scanned container holds", () => {
    expect(matchReceipt(pallet, ["pallet"])).toMatchObject({
      missing: [],
      packs: { expected: 4, received: 4, missing: 0 },
    });
  });

  it("lists what is missing as high in the tree as it can", () => {
    expect(matchReceipt(pallet, [])).toMatchObject({ missing: ["pallet"] });
    expect(matchReceipt(pallet, ["case1"])).toMatchObject({ missing: ["case2"], packs: { received: 2 } });
    expect(matchReceipt(pallet, ["case1", "p3"])).toMatchObject({ missing: ["p4"], packs: { missing: 1 } });
  });

  it("knows a duplicate, also inside what was scanned, from goods that weren't announced", () => {
    expect(matchReceipt(pallet, ["case1", "case1", "p1", "stranger", "stranger"])).toMatchObject({
      scanned: ["case1"],
      duplicates: ["case1", "p1", "stranger"],
      overage: ["stranger"],
    });
  });

  it("counts every pack once, whatever is scanned in whatever order", () => {
    const scans = fc.array(fc.constantFrom(...pallet.map(({ id }) => id), "x"), { maxLength: 12 });
    const below = (id: string): string[] => [
      id,
      ...pallet.filter(({ parentId }) => parentId === id).flatMap((child) => below(child.id)),
    ];
    const packsOf = (ids: readonly string[]) =>
      new Set(ids.flatMap(below).filter((id) => /^p\d/.test(id))).size;
    fc.assert(
      fc.property(scans, (list) => {
        const { packs, missing, scanned, overage, duplicates } = matchReceipt(pallet, list);
        expect(packs.received).toBe(packsOf(list));
        expect(packs.received + packsOf(missing)).toBe(packs.expected);
        expect(scanned.length + overage.length + duplicates.length).toBe(list.length);
      }),
    );
  });
});
