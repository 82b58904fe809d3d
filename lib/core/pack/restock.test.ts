import { describe, expect, it } from "vitest";
import { OWN_DISPOSITIONS, type PackFacts, REGISTRY_STATES } from "./axes";
import { type Declared, mayReturnToStock, RETURN_REASONS, restock } from "./restock";
import { HOUR, hold, NOW, OTHER_PHARMACY, PHARMACY, packFacts, setAt } from "./testing/pack-facts";

const GOOD: Declared = { handedOver: false, intact: true, storedWell: true };
const TEN_DAYS = 240 * HOUR;
const ask = (change: Partial<PackFacts> = {}, declared: Partial<Declared> = {}, now = NOW) => ({
  facts: packFacts({ ownDisposition: "RETURNED", ...change }),
  here: PHARMACY,
  now,
  declared: { ...GOOD, ...declared },
});
const codeOf = (result: ReturnType<typeof restock>) => (result.ok ? "ok" : result.refusal.code);

describe("may this go back to stock", () => {
  it("yes: what came back whole, well kept and in order", () => {
    expect(mayReturnToStock(ask())).toEqual({ back: "yes", reasons: [], undoUntil: null });
    expect(restock(ask())).toEqual({ ok: true, value: { ownDisposition: null, changed: true } });
    expect(restock(ask({ ownDisposition: null }))).toEqual({ ok: true, value: { changed: false } });
  });

  it.each([
    ["HANDED_OVER", { handedOver: true }],
    ["NOT_INTACT", { intact: false }],
    ["STORAGE_UNKNOWN", { storedWell: false }],
  ] as const)("no, for what the person saw: %s", (reason, declared) => {
    expect(mayReturnToStock(ask({}, declared))).toMatchObject({ back: "no", reasons: [reason] });
    expect(restock(ask({}, declared))).toMatchObject({
      refusal: { code: "RETURN_REFUSED", facts: { reason } },
    });
  });

  it.each([
    [
      "RECALLED",
      { batch: { ...packFacts().batch, recall: { class: 2, depth: "patient", publicText: null } } },
    ],
    ["EXPIRED", { batch: { ...packFacts().batch, expiry: "2026-11-19" } }],
    ["WITHDRAWN", { product: { state: "WITHDRAWN" } }],
    ["STOLEN", { registryState: "STOLEN" }],
    ["DESTROYED", { registryState: "DESTROYED" }],
    ["LOCKED", { registryState: "LOCKED" }],
    ["RETRIEVED", { ownDisposition: "RETRIEVED" }],
    ["SUSPECT_HOLD", { holds: [hold("SUSPECT")] }],
    ["EXCEPTION_HOLD", { holds: [hold("EXCEPTION")] }],
    [
      "NOT_AT_HAND",
      { custody: { holderOrgId: PHARMACY.orgId, siteId: OTHER_PHARMACY.siteId, place: "AT_SITE" } },
    ],
    ["OPENED", { registryState: "SUPPLIED", stateSet: setAt(PHARMACY), remaining: 3 }],
  ] as const)("no, for what the registry knows: %s", (reason, change) => {
    const { back, reasons } = mayReturnToStock(ask(change as Partial<PackFacts>));
    expect(back).toBe("no");
    expect(reasons).toContain(reason);
  });

  it("after an undo, with the time left, to the second: UNDO_FIRST, then UNDO_TIME_EXCEEDED", () => {
    const supplied = { registryState: "SUPPLIED", stateSet: setAt(PHARMACY) } as const;
    const until = NOW - 24 * HOUR + TEN_DAYS;
    expect(mayReturnToStock(ask(supplied))).toEqual({ back: "after-undo", reasons: [], undoUntil: until });
    expect(codeOf(restock(ask(supplied)))).toBe("UNDO_FIRST");
    expect(mayReturnToStock(ask(supplied, {}, until)).back).toBe("after-undo");
    expect(mayReturnToStock(ask(supplied, {}, until + 1))).toEqual({
      back: "no",
      reasons: ["UNDO_TIME_EXCEEDED"],
      undoUntil: until,
    });
  });

  it("not here, when another site recorded it as gone: UNDO_OTHER_LOCATION", () => {
    const elsewhere = { registryState: "EXPORTED", stateSet: setAt(OTHER_PHARMACY) } as const;
    expect(mayReturnToStock(ask(elsewhere))).toMatchObject({ back: "no", reasons: ["UNDO_OTHER_LOCATION"] });
  });

  it("has one answer for every pack, with a reason for every no, in the order of gravity", () => {
    for (const registryState of REGISTRY_STATES) {
      for (const ownDisposition of [null, ...OWN_DISPOSITIONS]) {
        for (const handedOver of [false, true]) {
          const stateSet = setAt(PHARMACY);
          const input = ask({ registryState, ownDisposition, stateSet }, { handedOver });
          const { back, reasons } = mayReturnToStock(input);
          expect(back === "no").toBe(reasons.length > 0);
          const ranks = reasons.map((reason) => RETURN_REASONS.indexOf(reason));
          expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
          expect(codeOf(restock(input))).toBe(
            { yes: "ok", "after-undo": "UNDO_FIRST", no: "RETURN_REFUSED" }[back],
          );
        }
      }
    }
  });
});
