import { describe, expect, it } from "vitest";
import { orgId, siteId } from "./ids";
import { HOUR, hold, NOW, PHARMACY, packFacts, RECALL, suppliedAt } from "./testing/pack-facts";
import { type UndoInput, undoSupply } from "./undo-supply";

const SUPPLIED = {
  registryState: "SUPPLIED",
  ownDisposition: "WITH_PATIENT",
  supplied: suppliedAt(PHARMACY),
} as const;

const ask = (change: Parameters<typeof packFacts>[0] = {}, input: Partial<UndoInput> = {}) =>
  undoSupply({
    facts: packFacts({ ...SUPPLIED, ...change }),
    here: PHARMACY,
    now: NOW,
    undoes: "SUPPLIED",
    declaredNotHandedOver: true,
    ...input,
  });

const code = (result: ReturnType<typeof undoSupply>) => (result.ok ? "ok" : result.refusal.code);

describe("undo of a supply (Article 13)", () => {
  it("brings the pack back to the shelf it stood on", () => {
    expect(ask()).toEqual({
      ok: true,
      value: { registryState: "ACTIVE", ownDisposition: null, changed: true },
    });
  });

  it("is for the same organisation and the same site only", () => {
    expect(code(ask({}, { here: { ...PHARMACY, siteId: siteId("linden-2") } }))).toBe("UNDO_OTHER_LOCATION");
    expect(code(ask({}, { here: { ...PHARMACY, orgId: orgId("hafen") } }))).toBe("UNDO_OTHER_LOCATION");
  });

  it("closes one second after 240 hours", () => {
    const at = NOW - 240 * HOUR;
    const supplied = suppliedAt(PHARMACY, { eventTime: at, recordTime: at });
    expect(code(ask({ supplied }, { now: NOW - 1000 }))).toBe("ok");
    expect(code(ask({ supplied }))).toBe("ok");
    expect(code(ask({ supplied }, { now: NOW + 1000 }))).toBe("UNDO_TIME_EXCEEDED");
  });

  it.each([
    ["RECALLED", { batch: { recall: RECALL } }],
    ["EXPIRED", { batch: { expiry: "2026-11-19" } }],
    ["WITHDRAWN", { product: { state: "WITHDRAWN" } }],
    ["RECALL_HOLD", { holds: [hold("RECALL")] }],
    ["ILLEGITIMATE_HOLD", { holds: [hold("ILLEGITIMATE")] }],
  ] as const)("never brings back a pack that is %s", (reason, change) => {
    expect(ask(change)).toMatchObject({ ok: false, refusal: { code: "UNDO_BLOCKED", facts: { reason } } });
  });

  it("needs the statement that the pack was never handed over", () => {
    expect(ask({}, { declaredNotHandedOver: false })).toMatchObject({
      refusal: { code: "UNDO_BLOCKED", facts: { reason: "NOT_DECLARED" } },
    });
  });

  it("names the state it undoes, so that it can't hit another change", () => {
    expect(code(ask({ registryState: "ACTIVE", supplied: null }))).toBe("UNDO_STATE_MISMATCH");
    expect(code(ask({}, { undoes: "EXPORTED" }))).toBe("UNDO_STATE_MISMATCH");
  });

  it.each(["DESTROYED", "STOLEN", "VOID"] as const)("never revives %s", (registryState) => {
    expect(code(ask({ registryState }))).toBe("UNDO_TERMINAL");
  });
});
