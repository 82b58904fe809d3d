import { describe, expect, it } from "vitest";
import { OWN_DISPOSITIONS, type PackFacts, REGISTRY_STATES } from "./axes";
import { type Declared, mayReturnToStock, RETURN_REASONS, restock } from "./restock";
import { customerKind, type Returned } from "./returned";
import { HOUR, hold, NOW, OTHER_PHARMACY, PHARMACY, packFacts, setAt } from "./testing/pack-facts";

const GOOD: Declared = { handedOver: false, intact: true, storedWell: true };
const TEN_DAYS = 240 * HOUR;
const DAYS = 24 * HOUR;
const IN_TIME: Returned = { from: "customer", suppliedAt: NOW - 3 * DAYS, returnedAt: NOW - DAYS };
const TIMES = { suppliedAt: IN_TIME.suppliedAt, returnedAt: IN_TIME.returnedAt, until: NOW + 7 * DAYS };
const ask = (change: Partial<PackFacts> = {}, declared: Partial<Declared> = {}, now = NOW) => ({
  facts: packFacts({ ownDisposition: "RETURNED", ...change }),
  here: PHARMACY,
  now,
  declared: { ...GOOD, ...declared },
  returned: IN_TIME,
});
const codeOf = (result: ReturnType<typeof restock>) => (result.ok ? "ok" : result.refusal.code);

describe("may this go back to stock", () => {
  it("yes: what came back whole, well kept and in order", () => {
    expect(mayReturnToStock(ask())).toEqual({ back: "yes", reasons: [], undoUntil: null, returned: TIMES });
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
    expect(mayReturnToStock(ask(supplied))).toMatchObject({
      back: "after-undo",
      reasons: [],
      undoUntil: until,
    });
    expect(codeOf(restock(ask(supplied)))).toBe("UNDO_FIRST");
    expect(mayReturnToStock(ask(supplied, {}, until)).back).toBe("after-undo");
    expect(mayReturnToStock(ask(supplied, {}, until + 1))).toMatchObject({
      back: "no",
      reasons: ["UNDO_TIME_EXCEEDED"],
      undoUntil: until,
    });
  });

  it("not here, when another site recorded it as gone: UNDO_OTHER_LOCATION", () => {
    const elsewhere = { registryState: "EXPORTED", stateSet: setAt(OTHER_PHARMACY) } as const;
    expect(mayReturnToStock(ask(elsewhere))).toMatchObject({ back: "no", reasons: ["UNDO_OTHER_LOCATION"] });
  });

  it.each([
    ["a pharmacy, at the limit", "customer", TEN_DAYS, "yes", []],
    ["a pharmacy, a second later", "customer", TEN_DAYS + 1000, "no", ["RETURN_TOO_LATE"]],
    ["a wholesaler, whenever", "distributor", 100 * DAYS, "yes", []],
    ["a customer who had it from somebody else", "customer", null, "no", ["RETURN_NOT_OURS"]],
    ["a wholesaler who had it from somebody else", "distributor", null, "no", ["RETURN_NOT_OURS"]],
    ["an own site, which nobody supplies", "own", null, "yes", []],
  ] as const)("by whom and when it was returned: %s", (_who, from, after, back, reasons) => {
    const suppliedAt = after === null ? null : IN_TIME.returnedAt - after;
    const returned = { ...IN_TIME, from, suppliedAt };
    expect(mayReturnToStock({ ...ask(), returned })).toMatchObject({ back, reasons });
    const [reason] = reasons;
    const until = suppliedAt && new Date(suppliedAt + TEN_DAYS).toISOString();
    expect(restock({ ...ask(), returned })).toMatchObject(
      reason ? { refusal: { code: reason, facts: { until } } } : { ok: true },
    );
  });

  it("no, when no delivery is known that brought it back; never asked of what did not come back", () => {
    expect(codeOf(restock({ ...ask(), returned: null }))).toBe("RETURN_NOT_OURS");
    const stock = { ...ask({ ownDisposition: null }), returned: null };
    expect(mayReturnToStock(stock)).toMatchObject({ back: "yes", returned: null });
  });

  it.each([
    [["wholesaler"], "distributor"],
    [["pharmacy"], "customer"],
    [["wholesaler", "pharmacy"], "customer"],
    [[], "customer"],
  ] as const)("limits the time of whoever holds the licences %s: %s", (kinds, kind) => {
    const licences = kinds.map(
      (one) => ({ kind: one, validFrom: "2020-01-01", validTo: "2026-11-20" }) as const,
    );
    expect(customerKind(licences, "2026-11-20")).toBe(kind);
    expect(customerKind(licences, "2026-11-21")).toBe("customer");
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
