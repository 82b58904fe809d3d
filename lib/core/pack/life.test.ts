import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OWN_DISPOSITIONS, REGISTRY_STATES, ROOT_PLACES } from "./axes";
import { decide, type PackCommand } from "./decide";
import { batchId, epcId } from "./ids";
import { issueToWard, open } from "./open";
import { type NewPack, repack } from "./repack";
import {
  ALL_MATCH,
  HOSPITAL,
  NOW,
  OTHER_PHARMACY,
  PHARMACY,
  packFacts,
  RECALL,
  setAt,
  suppliedAt,
  WAREHOUSE,
} from "./testing/pack-facts";
import { TRANSITIONS, type TransitionName } from "./transitions";
import { UNDOABLE_STATES } from "./undo";
import { voidPack } from "./void";

type Change = Parameters<typeof packFacts>[0];
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;

describe("T1 undo of a commission: void", () => {
  const ask = (change: Change, everShipped = false) =>
    voidPack({ facts: packFacts(change), here: PHARMACY, now: NOW, everShipped });

  it("takes back what was never shipped, and no other state: ALREADY_INACTIVE", () => {
    for (const registryState of REGISTRY_STATES) {
      const expected =
        registryState === "VOID" || registryState === "ALLOCATED" || registryState === "ACTIVE"
          ? "ok"
          : "ALREADY_INACTIVE";
      expect(code(ask({ registryState }))).toBe(expected);
    }
    expect(ask({ registryState: "VOID" })).toEqual({ ok: true, value: { changed: false } });
    expect(code(ask({ ownDisposition: "RETURNED" }))).toBe("ALREADY_INACTIVE");
  });

  it("refuses what has left the maker (ALREADY_SHIPPED) and what is not here (NOT_IN_CUSTODY)", () => {
    expect(code(ask({}, true))).toBe("ALREADY_SHIPPED");
    expect(code(ask({ custody: { siteId: OTHER_PHARMACY.siteId } }))).toBe("NOT_IN_CUSTODY");
  });
});

describe("opening a pack (Article 28)", () => {
  const here = HOSPITAL;
  const custody = { holderOrgId: HOSPITAL.orgId, siteId: HOSPITAL.siteId };
  const ask = (remaining: number, change: Change = {}, whole: number | null = 30) =>
    open({ facts: packFacts({ custody, ...change }), match: ALL_MATCH, here, now: NOW, remaining, whole });
  const stock = { registryState: "SUPPLIED", supplied: suppliedAt(HOSPITAL) } as const;

  it("verifies and decommissions the pack when it is first opened; the rest stays on the shelf", () => {
    expect(ask(20)).toEqual({
      ok: true,
      value: { registryState: "SUPPLIED", ownDisposition: null, remaining: 20, changed: true },
    });
    expect(code(ask(20, { batch: { recall: RECALL } }))).toBe("NOT_DISPENSABLE");
    expect(code(ask(20, { registryState: "LOCKED" }))).toBe("ALREADY_INACTIVE");
    expect(code(ask(20, { custody: { siteId: PHARMACY.siteId } }))).toBe("NOT_IN_CUSTODY");
  });

  it("opens decommissioned stock without touching S, and the last part empties it", () => {
    expect(ask(20, stock)).toEqual({ ok: true, value: { remaining: 20, changed: true } });
    expect(ask(0, { ...stock, remaining: 20 })).toEqual({
      ok: true,
      value: { remaining: 0, ownDisposition: "WITH_PATIENT", changed: true },
    });
  });

  it("stops a recalled rest: NOT_DISPENSABLE", () => {
    expect(code(ask(5, { ...stock, remaining: 20, batch: { recall: RECALL } }))).toBe("NOT_DISPENSABLE");
  });

  it.each([
    [30, {}],
    [0, {}],
    [-1, {}],
    [1.5, {}],
    [20, { ...stock, remaining: 20 }],
    [Number.NaN, stock],
  ] as const)("takes fewer units than before only: REMAINING_INVALID for %s", (remaining, change) => {
    expect(code(ask(remaining, change))).toBe("REMAINING_INVALID");
  });

  it("counts on where master data says no number", () => {
    expect(code(ask(500, {}, null))).toBe("ok");
  });

  describe("issue to a ward", () => {
    const issue = (change: Change) =>
      issueToWard({ facts: packFacts({ custody, ...change }), here, now: NOW });

    it("changes D only", () => {
      expect(issue(stock)).toEqual({ ok: true, value: { ownDisposition: "WITH_PATIENT", changed: true } });
    });

    it("needs stock that this hospital decommissioned: NOT_HOSPITAL_STOCK", () => {
      expect(code(issue({}))).toBe("NOT_HOSPITAL_STOCK");
      expect(code(issue({ ...stock, supplied: suppliedAt(PHARMACY) }))).toBe("NOT_HOSPITAL_STOCK");
      expect(code(issue({ ...stock, ownDisposition: "WITH_PATIENT" }))).toBe("NOT_HOSPITAL_STOCK");
    });

    it("is stopped by a recall (NOT_DISPENSABLE) and by distance (NOT_IN_CUSTODY)", () => {
      expect(code(issue({ ...stock, batch: { recall: RECALL } }))).toBe("NOT_DISPENSABLE");
      expect(code(issue({ ...stock, custody: { ...custody, place: "IN_TRANSIT" } }))).toBe("NOT_IN_CUSTODY");
    });
  });
});

describe("T6 repacking", () => {
  const here = WAREHOUSE;
  const custody = { holderOrgId: here.orgId, siteId: here.siteId };
  const old = (change: Change = {}) =>
    packFacts({ custody, registryState: "CHECKED_OUT", stateSet: setAt(here), ...change });
  const fresh = (change: Change = {}): NewPack => ({
    ...packFacts({ custody, ...change }),
    madeBy: here.orgId,
  });
  const ask = (olds = [old()], news = [fresh()]) => code(repack({ olds, news, here, now: NOW }));

  it("links new packs to the old ones they replace, recalled or not", () => {
    expect(ask()).toBe("ok");
    expect(ask([old(), old({ batch: { recall: RECALL } })], [fresh(), fresh()])).toBe("ok");
  });

  it("refuses a genealogy without one of its sides: GENEALOGY_MISSING", () => {
    expect(ask([])).toBe("GENEALOGY_MISSING");
    expect(ask([old()], [])).toBe("GENEALOGY_MISSING");
  });

  it("needs old packs that were checked out here: NOT_CHECKED_OUT", () => {
    expect(ask([old({ registryState: "ACTIVE" })])).toBe("NOT_CHECKED_OUT");
    expect(ask([old({ stateSet: setAt(OTHER_PHARMACY) })])).toBe("NOT_CHECKED_OUT");
  });

  it("links no pack twice on one side: ALREADY_REPLACED", () => {
    expect(ask([old({ replaced: true })])).toBe("ALREADY_REPLACED");
    expect(ask([old()], [fresh({ replaces: true })])).toBe("ALREADY_REPLACED");
  });

  it("needs new packs of its own make, active, here, and of one batch", () => {
    expect(ask([old()], [{ ...fresh(), madeBy: PHARMACY.orgId }])).toBe("PRODUCT_NOT_YOURS");
    expect(ask([old()], [fresh({ registryState: "SUPPLIED" })])).toBe("ALREADY_INACTIVE");
    expect(ask([old()], [fresh({ custody: { siteId: PHARMACY.siteId } })])).toBe("NOT_IN_CUSTODY");
    expect(ask([old({ custody: { ...custody, place: "IN_TRANSIT" } })])).toBe("NOT_IN_CUSTODY");
    expect(ask([old()], [fresh(), fresh({ batch: { id: batchId("b2") } })])).toBe("MIXED_BATCH");
  });
});

describe("the one transition function", () => {
  const match = ALL_MATCH;
  const commands: readonly PackCommand[] = [
    ...(Object.keys(TRANSITIONS) as TransitionName[]).map((name) => ({ do: name, claim: "maker" }) as const),
    ...UNDOABLE_STATES.map(
      (undoes) => ({ do: "undo", undoes, declaredNotHandedOver: true, authority: false }) as const,
    ),
    { do: "supply", match },
    { do: "open", match, remaining: 1, whole: 30 },
    { do: "void", everShipped: false },
    { do: "destroy" },
    { do: "ward-issue" },
  ];

  it("answers for every state, disposition, place and command, and leaves no ended state", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...commands),
        fc.constantFrom(...REGISTRY_STATES),
        fc.constantFrom(null, ...OWN_DISPOSITIONS),
        fc.constantFrom(...ROOT_PLACES),
        fc.constantFrom(PHARMACY, OTHER_PHARMACY, HOSPITAL),
        fc.boolean(),
        (command, registryState, ownDisposition, place, here, contained) => {
          const result = decide(command, {
            facts: packFacts({
              registryState,
              ownDisposition,
              custody: { place },
              parentId: contained ? epcId("1") : null,
              stateSet: setAt(PHARMACY),
              supplied: registryState === "SUPPLIED" ? suppliedAt(PHARMACY) : null,
            }),
            here,
            now: NOW,
          });
          if (!result.ok) {
            expect(result.refusal.code).toMatch(/^[A-Z_]+$/);
            expect(result.refusal.next).not.toBe("");
            return;
          }
          const ended = ["DESTROYED", "STOLEN", "VOID"].includes(registryState);
          if (ended) expect(result.value.changed).toBe(false);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
