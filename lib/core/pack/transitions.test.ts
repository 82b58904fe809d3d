import { describe, expect, it } from "vitest";
import { REGISTRY_STATES } from "./axes";
import { destroy } from "./destroy";
import { releaseHold } from "./holds";
import { holdId, orgId, personId } from "./ids";
import { hold, NOW, OTHER_PHARMACY, PHARMACY, packFacts, RECALL } from "./testing/pack-facts";
import { TRANSITIONS, type TransitionName, transition } from "./transitions";

const names = Object.keys(TRANSITIONS) as TransitionName[];
const here = PHARMACY;
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;

describe("the transition table", () => {
  it.each(names)("%s leaves from its own state only, and its refusal tells the present one", (name) => {
    for (const state of REGISTRY_STATES) {
      const result = transition(name, { facts: packFacts({ registryState: state }), here, now: NOW });
      if (state === TRANSITIONS[name].from) {
        expect(result).toMatchObject({ ok: true, value: { registryState: TRANSITIONS[name].to } });
      } else if (name === "stolen" && state === "STOLEN") {
        expect(result).toEqual({ ok: true, value: { changed: false } });
      } else {
        expect(result).toMatchObject({ ok: false, refusal: { facts: { state } } });
      }
    }
  });

  it("lets no ended state be left: DESTROYED, STOLEN and VOID are the end of every row", () => {
    const leaves = new Set<string>(names.map((name) => TRANSITIONS[name].from));
    for (const ended of ["DESTROYED", "STOLEN", "VOID"]) expect(leaves.has(ended)).toBe(false);
  });

  it("needs custody where goods are touched, none to lock or to report a theft", () => {
    const facts = packFacts({ custody: { siteId: OTHER_PHARMACY.siteId } });
    const got = Object.fromEntries(
      names
        .filter((name) => name !== "unlock")
        .map((name) => [name, code(transition(name, { facts, here, now: NOW }))]),
    );
    expect(got).toEqual({
      export: "NOT_IN_CUSTODY",
      sample: "NOT_IN_CUSTODY",
      "free-sample": "NOT_IN_CUSTODY",
      "check-out": "NOT_IN_CUSTODY",
      lock: "ok",
      stolen: "ok",
    });
  });

  it("never repacks what may not be dispensed", () => {
    const facts = packFacts({ holds: [hold("SUSPECT")] });
    expect(code(transition("check-out", { facts, here, now: NOW }))).toBe("NOT_DISPENSABLE");
  });
});

describe("destroy", () => {
  const ask = (change: Parameters<typeof packFacts>[0] = {}, witness: string | null = "theo") =>
    destroy({
      facts: packFacts(change),
      here,
      now: NOW,
      by: personId("vera"),
      witness: witness === null ? null : personId(witness),
    });

  it("needs another person as witness", () => {
    expect(code(ask({}, null))).toBe("WITNESS_MISSING");
    expect(code(ask({}, "vera"))).toBe("SAME_PERSON");
  });

  it("ends an active pack", () => {
    expect(ask()).toMatchObject({ ok: true, value: { registryState: "DESTROYED" } });
  });

  it.each([
    ["recalled", { batch: { recall: RECALL } }],
    ["recalled by serial", { holds: [hold("RECALL")] }],
    ["expired", { batch: { expiry: "2026-11-19" } }],
    ["supplied", { registryState: "SUPPLIED" }],
  ] as const)("keeps the registry state of a pack that is %s and only moves D", (_name, change) => {
    expect(ask(change)).toEqual({ ok: true, value: { ownDisposition: "DISPOSED", changed: true } });
  });

  it("ends nothing twice and nothing that lies elsewhere", () => {
    expect(code(ask({ registryState: "DESTROYED" }))).toBe("ALREADY_INACTIVE");
    expect(code(ask({ ownDisposition: "DISPOSED" }))).toBe("ALREADY_INACTIVE");
    expect(code(ask({ custody: { siteId: OTHER_PHARMACY.siteId } }))).toBe("NOT_IN_CUSTODY");
  });
});

describe("release of a hold", () => {
  const placed = { id: holdId("h1"), kind: "SUSPECT", placedBy: orgId("linden"), released: false } as const;

  it("belongs to the side that placed it, or to the authority", () => {
    const mine = { ...placed, byRegulator: false };
    expect(code(releaseHold(mine, { orgId: orgId("linden"), regulator: false }))).toBe("ok");
    expect(code(releaseHold(mine, { orgId: orgId("office"), regulator: true }))).toBe("ok");
    expect(releaseHold(mine, { orgId: orgId("hafen"), regulator: false })).toMatchObject({
      refusal: { code: "HELD", facts: { hold: "h1" } },
    });
  });

  it("leaves the authority's hold to the authority", () => {
    const theirs = { ...placed, byRegulator: true };
    expect(code(releaseHold(theirs, { orgId: orgId("linden"), regulator: false }))).toBe("HELD");
  });
});
