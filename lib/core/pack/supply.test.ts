import { describe, expect, it } from "vitest";
import { epcId } from "./ids";
import { supply } from "./supply";
import {
  ALL_MATCH,
  HOSPITAL,
  hold,
  NOW,
  OTHER_PHARMACY,
  PHARMACY,
  packFacts,
  RECALL,
  suppliedAt,
} from "./testing/pack-facts";

const ask = (change: Parameters<typeof packFacts>[0] = {}, here = PHARMACY, match = ALL_MATCH) =>
  supply({ facts: packFacts(change), match, here, now: NOW });

const refusal = (result: ReturnType<typeof supply>) => (result.ok ? null : result.refusal);

describe("supply", () => {
  it("hands a pack in order over with the patient", () => {
    expect(ask()).toEqual({
      ok: true,
      value: { registryState: "SUPPLIED", ownDisposition: "WITH_PATIENT", changed: true },
    });
  });

  it("leaves a hospital's pack on its shelf", () => {
    const result = ask({ custody: { siteId: HOSPITAL.siteId, holderOrgId: HOSPITAL.orgId } }, HOSPITAL);
    expect(result).toMatchObject({ ok: true, value: { registryState: "SUPPLIED", ownDisposition: null } });
  });

  it("counts in first what no tracking site possesses, and unpacks first what is in a case", () => {
    const result = ask({ custody: { siteId: null }, parentId: epcId("9") });
    expect(result).toMatchObject({ ok: true, value: { countInFirst: true, unpackFirst: true } });
  });

  it("asks to receive first what another site holds or a lorry carries", () => {
    expect(refusal(ask({ custody: { siteId: OTHER_PHARMACY.siteId } }))?.code).toBe("NOT_IN_CUSTODY");
    expect(refusal(ask({ custody: { place: "IN_TRANSIT" } }))?.code).toBe("NOT_IN_CUSTODY");
  });

  it.each([
    ["RECALLED", { batch: { recall: RECALL } }],
    ["EXPIRED", { batch: { expiry: "2026-11-19" } }],
    ["BATCH_HELD", { batch: { held: true } }],
    ["BATCH_UNRELEASED", { batch: { state: "PACKAGED" } }],
    ["WITHDRAWN", { product: { state: "WITHDRAWN" } }],
    ["SUSPECT_HOLD", { holds: [hold("SUSPECT")] }],
    ["ALERT_HOLD", { holds: [hold("ALERT")] }],
    ["REPORTED_MISSING", { reportedMissing: true }],
    ["RETURNED", { ownDisposition: "RETURNED" }],
    ["DISPOSED", { ownDisposition: "DISPOSED" }],
    ["NOT_COMMISSIONED", { registryState: "ALLOCATED" }],
  ] as const)("never supplies a pack that is %s", (reason, change) => {
    const code = reason.endsWith("_HOLD") ? "HELD" : "NOT_DISPENSABLE";
    expect(refusal(ask(change))).toMatchObject({ code, facts: { reason } });
  });

  it("gives out a pack on its last valid day", () => {
    expect(ask({ batch: { expiry: "2026-11-20" } }).ok).toBe(true);
  });

  it("says nothing of the registry's batch or expiry when the reading differs", () => {
    const said = [
      ask({}, PHARMACY, { ...ALL_MATCH, batch: "mismatch" } as never),
      ask({}, PHARMACY, { ...ALL_MATCH, expiry: "mismatch" } as never),
    ].map(refusal);
    expect(said.map((one) => one?.code)).toEqual(["BATCH_MISMATCH", "EXPIRY_MISMATCH"]);
    expect(JSON.stringify(said)).not.toMatch(/TX24107|2027/);
  });
});

describe("a serial number that was just seen far away", () => {
  const vienna = { latitude: 48.21, longitude: 16.37, at: NOW };
  const from = (minutes: number) => ({ latitude: 47.5, longitude: 9.75, at: NOW - minutes * 60_000 });

  it("is CLONE_SUSPECTED and wants an alert, until a pack can have come from there", () => {
    const said = refusal(ask({ journey: { from: from(10), to: vienna } }));
    expect(said).toMatchObject({ code: "CLONE_SUSPECTED", facts: { alert: true } });
    expect(JSON.stringify(said)).not.toMatch(/47\.5|9\.75/);
    expect(ask({ journey: { from: from(120), to: vienna } }).ok).toBe(true);
  });
});

describe("a pack that was supplied before", () => {
  const supplied = (repeatCount: number, at = PHARMACY) =>
    ask({
      registryState: "SUPPLIED",
      ownDisposition: "WITH_PATIENT",
      supplied: suppliedAt(at, { repeatCount }),
    });

  it("takes two repeats at the same site for a slip, then wants an alert", () => {
    expect([0, 1, 2].map((count) => refusal(supplied(count)))).toMatchObject([
      { code: "ALREADY_SUPPLIED_HERE", facts: { n: 2, of: 3 } },
      { code: "ALREADY_SUPPLIED_HERE", facts: { n: 3, of: 3 } },
      { code: "ALREADY_INACTIVE", facts: { n: 4, of: 3, alert: true } },
    ]);
  });

  it("tells the site that supplied it until when it can be undone", () => {
    expect(refusal(supplied(0))?.facts).toMatchObject({
      state: "SUPPLIED",
      by: "THIS_SITE",
      undoOpen: true,
      undoOpenUntil: "2026-11-29T10:00:00.000Z",
    });
  });

  it("alerts at once at another site, and tells it the day only", () => {
    const said = refusal(supplied(0, OTHER_PHARMACY));
    expect(said).toMatchObject({ code: "ALREADY_INACTIVE" });
    expect(said?.facts).toEqual({
      state: "SUPPLIED",
      by: "ANOTHER_ORGANISATION",
      day: "2026-11-19",
      alert: true,
    });
  });
});
