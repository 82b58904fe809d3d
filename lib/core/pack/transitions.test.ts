import { describe, expect, it } from "vitest";
import { REGISTRY_STATES } from "./axes";
import { destroy, witnessed } from "./destroy";
import { releaseHold } from "./holds";
import { epcId, holdId, orgId, personId } from "./ids";
import { hold, NOW, OTHER_PHARMACY, PHARMACY, packFacts, RECALL, setAt } from "./testing/pack-facts";
import { type Claim, TRANSITIONS, type TransitionName, transition } from "./transitions";

const names = Object.keys(TRANSITIONS) as TransitionName[];
const here = PHARMACY;
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;
const ask = (
  name: TransitionName,
  change: Parameters<typeof packFacts>[0] = {},
  claim: Claim = "possessor",
) => transition(name, { facts: packFacts(change), here, now: NOW, claim });

describe("the transition table (T3 to T6, T8)", () => {
  it.each(names)("%s leaves ACTIVE only, else ALREADY_INACTIVE with the present state", (name) => {
    for (const registryState of REGISTRY_STATES) {
      const result = ask(name, { registryState });
      if (registryState === "ACTIVE") {
        expect(result).toMatchObject({ ok: true, value: { registryState: TRANSITIONS[name].to } });
      } else if (name === "stolen" && registryState === "STOLEN") {
        expect(result).toEqual({ ok: true, value: { changed: false } });
      } else {
        expect(result).toMatchObject({
          ok: false,
          refusal: { code: "ALREADY_INACTIVE", facts: { state: registryState } },
        });
      }
    }
  });

  it.each(names)("%s refuses a pack that is ACTIVE but was destroyed on axis D: ALREADY_INACTIVE", (name) => {
    expect(code(ask(name, { ownDisposition: "DISPOSED" }))).toBe("ALREADY_INACTIVE");
  });

  it("tells who made a pack inactive by role only, and until when this site may undo it", () => {
    const exported = (by: typeof here) => ask("sample", { registryState: "EXPORTED", stateSet: setAt(by) });
    expect(exported(here)).toMatchObject({ refusal: { facts: { by: "THIS_SITE", undoOpen: true } } });
    expect(exported(OTHER_PHARMACY)).toMatchObject({
      refusal: { facts: { state: "EXPORTED", by: "ANOTHER_ORGANISATION", day: "2026-11-19" } },
    });
  });

  it("needs custody where goods are touched (NOT_IN_CUSTODY), none to lock or to report a theft", () => {
    const change = { custody: { siteId: OTHER_PHARMACY.siteId } };
    expect(Object.fromEntries(names.map((name) => [name, code(ask(name, change, "maker"))]))).toEqual({
      export: "NOT_IN_CUSTODY",
      sample: "NOT_IN_CUSTODY",
      "free-sample": "NOT_IN_CUSTODY",
      "check-out": "NOT_IN_CUSTODY",
      lock: "ok",
      stolen: "ok",
    });
    expect(ask("export", { custody: { place: "IN_TRANSIT" } })).toMatchObject({
      refusal: { code: "NOT_IN_CUSTODY", facts: { standing: "IN_TRANSIT" } },
    });
    expect(ask("export", { reportedMissing: true, ownDisposition: "UNKNOWN" })).toMatchObject({
      refusal: { code: "NOT_IN_CUSTODY", facts: { standing: "REPORTED_MISSING" } },
    });
  });

  it.each(["maker", "possessor", "authority"] as const)("lets the %s lock and report a theft", (claim) => {
    expect([ask("lock", {}, claim), ask("stolen", {}, claim)].map(code)).toEqual(["ok", "ok"]);
  });

  it.each(["lock", "stolen"] as const)("refuses to %s for a stranger, and tells it nothing", (name) => {
    for (const registryState of ["ACTIVE", "SUPPLIED"] as const) {
      const result = ask(name, { registryState }, null);
      expect(result).toMatchObject({ refusal: { code: "NOT_IN_CUSTODY" } });
      expect(result).not.toHaveProperty("refusal.facts");
    }
  });

  it("takes a pack out of its container, and counts in one that nobody possesses", () => {
    expect(ask("export", { parentId: epcId("1") })).toMatchObject({ value: { unpackFirst: true } });
    expect(ask("sample", { ownDisposition: "LEFT_NETWORK" })).toMatchObject({
      value: { countInFirst: true, ownDisposition: null },
    });
    expect(ask("lock", { parentId: epcId("1") })).toEqual({
      ok: true,
      value: { registryState: "LOCKED", changed: true },
    });
  });

  it.each([
    ["SUSPECT_HOLD", { holds: [hold("SUSPECT")] }],
    ["RECALLED", { batch: { recall: RECALL } }],
    ["EXPIRED", { batch: { expiry: "2026-11-19" } }],
  ] as const)("T6 never repacks what may not be dispensed: NOT_DISPENSABLE %s", (reason, change) => {
    expect(ask("check-out", change)).toMatchObject({
      refusal: { code: "NOT_DISPENSABLE", facts: { reason } },
    });
  });
});

describe("T7 destroy", () => {
  const asked = (change: Parameters<typeof packFacts>[0] = {}) => destroy(packFacts(change), here, NOW);

  it("needs a second person of the same organisation as witness", () => {
    const [vera, theo] = [personId("vera"), personId("theo")];
    expect(code(witnessed(vera, null, false))).toBe("WITNESS_MISSING");
    expect(code(witnessed(vera, vera, true))).toBe("SAME_PERSON");
    expect(code(witnessed(vera, theo, false))).toBe("WITNESS_UNKNOWN");
    expect(witnessed(vera, theo, true)).toEqual({ ok: true, value: theo });
  });

  it("ends an active pack", () => {
    expect(asked()).toEqual({ ok: true, value: { registryState: "DESTROYED", changed: true } });
  });

  it.each([
    ["recalled", { batch: { recall: RECALL } }],
    ["recalled by serial", { holds: [hold("RECALL")] }],
    ["expired", { batch: { expiry: "2026-11-19" } }],
    ["supplied", { registryState: "SUPPLIED" }],
  ] as const)("keeps the registry state of a pack that is %s and only moves D", (_name, change) => {
    expect(asked(change)).toEqual({ ok: true, value: { ownDisposition: "DISPOSED", changed: true } });
  });

  it("ends nothing twice (ALREADY_INACTIVE) and nothing that lies elsewhere (NOT_IN_CUSTODY)", () => {
    expect(code(asked({ registryState: "DESTROYED" }))).toBe("ALREADY_INACTIVE");
    expect(code(asked({ ownDisposition: "DISPOSED" }))).toBe("ALREADY_INACTIVE");
    expect(code(asked({ custody: { siteId: OTHER_PHARMACY.siteId } }))).toBe("NOT_IN_CUSTODY");
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
