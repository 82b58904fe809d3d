import { describe, expect, it } from "vitest";
import { epcId } from "@/lib/core/pack/ids";
import { hold, OTHER_PHARMACY, PHARMACY } from "@/lib/core/pack/testing/pack-facts";
import { putAway } from "./place";

const unit = (change: object = {}) => ({
  id: epcId("case"),
  link: "https://id.gs1.org/00/1",
  parentId: null,
  custody: { holderOrgId: PHARMACY.orgId, siteId: PHARMACY.siteId, place: "AT_SITE" as const },
  holds: [],
  ...change,
});
const ask = (kind: "shelf" | "quarantine", change: object = {}) =>
  putAway({ unit: unit(change), here: PHARMACY, kind });

describe("putting goods away", () => {
  it("to a quarantine place is a hold, once", () => {
    expect(ask("quarantine")).toEqual({ ok: true, value: { hold: true } });
    expect(ask("quarantine", { holds: [hold("SUSPECT")] })).toEqual({ ok: true, value: { hold: false } });
  });

  it("to a shelf is for goods that nobody holds: HELD names the hold", () => {
    expect(ask("shelf")).toEqual({ ok: true, value: { hold: false } });
    expect(ask("shelf", { holds: [hold("SUSPECT")] })).toMatchObject({
      refusal: { code: "HELD", facts: { hold: "hold-SUSPECT" } },
    });
  });

  it("is for what stands here on its own: NOT_IN_CUSTODY, STILL_PACKED", () => {
    const custody = { ...unit().custody, siteId: OTHER_PHARMACY.siteId };
    expect(ask("shelf", { custody })).toMatchObject({ refusal: { code: "NOT_IN_CUSTODY" } });
    expect(ask("shelf", { parentId: epcId("pallet") })).toMatchObject({ refusal: { code: "STILL_PACKED" } });
  });
});
