import { describe, expect, it } from "vitest";
import { type Here, REGISTRY_STATES } from "./axes";
import { TEN_DAY_STATES } from "./conflict";
import { orgId, siteId } from "./ids";
import { HOUR, hold, NOW, OTHER_PHARMACY, PHARMACY, packFacts, RECALL, setAt } from "./testing/pack-facts";
import { UNDOABLE_STATES, type UndoableState, type UndoInput, undo } from "./undo";

const ask = (
  undoes: UndoableState,
  change: Parameters<typeof packFacts>[0] = {},
  input: Partial<UndoInput> = {},
) =>
  undo({
    facts: packFacts({ registryState: undoes, stateSet: setAt(PHARMACY), ...change }),
    here: PHARMACY,
    now: NOW,
    undoes,
    declaredNotHandedOver: true,
    authority: false,
    ...input,
  });

const code = (result: ReturnType<typeof undo>) => (result.ok ? "ok" : result.refusal.code);
const OTHER_SITE: Here = { ...PHARMACY, siteId: siteId("linden-2") };
const OTHER_ORG: Here = { ...PHARMACY, orgId: orgId("hafen") };

describe.each(TEN_DAY_STATES)("T9 undo of %s (Article 13)", (state) => {
  it("brings the pack back to the shelf it stood on", () => {
    expect(ask(state, { ownDisposition: "WITH_PATIENT" })).toEqual({
      ok: true,
      value: { registryState: "ACTIVE", ownDisposition: null, changed: true },
    });
    expect(ask(state)).toEqual({ ok: true, value: { registryState: "ACTIVE", changed: true } });
  });

  it("is for the same organisation and the same site: UNDO_OTHER_LOCATION with an alert", () => {
    for (const here of [OTHER_SITE, OTHER_ORG]) {
      expect(ask(state, {}, { here })).toMatchObject({
        refusal: { code: "UNDO_OTHER_LOCATION", facts: { alert: true } },
      });
    }
  });

  it("closes one second after 240 hours: UNDO_TIME_EXCEEDED", () => {
    const at = NOW - 240 * HOUR;
    const stateSet = setAt(PHARMACY, { eventTime: at, recordTime: at });
    expect([-1000, 0, 1000].map((by) => code(ask(state, { stateSet }, { now: NOW + by })))).toEqual([
      "ok",
      "ok",
      "UNDO_TIME_EXCEEDED",
    ]);
  });

  it("counts from the earlier of the two times, whichever it is", () => {
    for (const late of ["eventTime", "recordTime"] as const) {
      const early = NOW - 240 * HOUR - 1000;
      const stateSet = setAt(PHARMACY, { eventTime: early, recordTime: early, [late]: NOW - HOUR });
      expect(code(ask(state, { stateSet }))).toBe("UNDO_TIME_EXCEEDED");
    }
  });

  it.each([
    ["spring, when Vienna's clock jumps ahead", "2026-03-25T09:00:00+01:00", "2026-04-04T10:00:00+02:00"],
    ["autumn, when Vienna's clock falls back", "2026-10-20T09:00:00+02:00", "2026-10-30T08:00:00+01:00"],
  ])("counts 240 real hours in %s", (_name, set, end) => {
    const at = Date.parse(set);
    const stateSet = setAt(PHARMACY, { eventTime: at, recordTime: at });
    const now = Date.parse(end);
    expect([-1000, 0, 1000].map((by) => code(ask(state, { stateSet }, { now: now + by })))).toEqual([
      "ok",
      "ok",
      "UNDO_TIME_EXCEEDED",
    ]);
  });

  it.each([
    ["RECALLED", { batch: { recall: RECALL } }],
    ["EXPIRED", { batch: { expiry: "2026-11-19" } }],
    ["WITHDRAWN", { product: { state: "WITHDRAWN" } }],
    ["RECALL_HOLD", { holds: [hold("RECALL")] }],
    ["ILLEGITIMATE_HOLD", { holds: [hold("ILLEGITIMATE")] }],
    ["DISPOSED", { ownDisposition: "DISPOSED" }],
    ["OPENED", { remaining: 3 }],
  ] as const)("never brings back a pack that is %s: UNDO_BLOCKED", (reason, change) => {
    expect(ask(state, change)).toMatchObject({ refusal: { code: "UNDO_BLOCKED", facts: { reason } } });
  });

  it("needs the statement that the pack was never handed over: UNDO_BLOCKED", () => {
    expect(ask(state, {}, { declaredNotHandedOver: false })).toMatchObject({
      refusal: { code: "UNDO_BLOCKED", facts: { reason: "NOT_DECLARED" } },
    });
  });

  it("needs the pack at the site: NOT_IN_CUSTODY once it was sent on", () => {
    const elsewhere = { custody: { siteId: OTHER_PHARMACY.siteId, holderOrgId: OTHER_PHARMACY.orgId } };
    expect(code(ask(state, elsewhere))).toBe("NOT_IN_CUSTODY");
    expect(code(ask(state, { custody: { place: "IN_TRANSIT" } }))).toBe("NOT_IN_CUSTODY");
    expect(code(ask(state, { custody: { siteId: null } }))).toBe("ok");
    expect(code(ask(state, { custody: { siteId: null, holderOrgId: orgId("hafen") } }))).toBe(
      "NOT_IN_CUSTODY",
    );
  });
});

describe("an undo names the state it undoes", () => {
  it.each(UNDOABLE_STATES)(
    "%s: UNDO_STATE_MISMATCH in every other state, UNDO_TERMINAL in an ended one",
    (undoes) => {
      for (const registryState of REGISTRY_STATES) {
        const ended = registryState === "DESTROYED" || registryState === "STOLEN" || registryState === "VOID";
        const expected = ended
          ? "UNDO_TERMINAL"
          : registryState === undoes
            ? "ok"
            : undoes === "LOCKED" && registryState === "ACTIVE"
              ? "NOT_LOCKED"
              : "UNDO_STATE_MISMATCH";
        expect(code(ask(undoes, { registryState })), registryState).toBe(expected);
      }
    },
  );
});

describe("T5 unlock", () => {
  const years = { eventTime: NOW - 9000 * HOUR, recordTime: NOW - 9000 * HOUR };

  it("is open at any time, wherever the pack is, recalled or not, to the organisation that locked it", () => {
    const change = {
      stateSet: setAt(PHARMACY, years),
      batch: { recall: RECALL },
      custody: { siteId: OTHER_PHARMACY.siteId },
    };
    expect(code(ask("LOCKED", change, { here: OTHER_SITE, declaredNotHandedOver: false }))).toBe("ok");
  });

  it("refuses another organisation (UNDO_OTHER_LOCATION) unless it is an authority", () => {
    expect(code(ask("LOCKED", {}, { here: OTHER_ORG }))).toBe("UNDO_OTHER_LOCATION");
    expect(code(ask("LOCKED", {}, { here: OTHER_ORG, authority: true }))).toBe("ok");
  });

  it("brings nothing back that was destroyed meanwhile: UNDO_BLOCKED", () => {
    expect(code(ask("LOCKED", { ownDisposition: "DISPOSED" }))).toBe("UNDO_BLOCKED");
  });
});

describe("T6 undo of a check-out", () => {
  it("is open until the new pack is linked (UNDO_BLOCKED), for longer than ten days", () => {
    const at = NOW - 9000 * HOUR;
    const stateSet = setAt(PHARMACY, { eventTime: at, recordTime: at });
    expect(code(ask("CHECKED_OUT", { stateSet }, { declaredNotHandedOver: false }))).toBe("ok");
    expect(ask("CHECKED_OUT", { stateSet, replaced: true })).toMatchObject({
      refusal: { code: "UNDO_BLOCKED", facts: { reason: "REPLACED" } },
    });
  });

  it("belongs to the site that checked out: UNDO_OTHER_LOCATION", () => {
    expect(code(ask("CHECKED_OUT", {}, { here: OTHER_SITE }))).toBe("UNDO_OTHER_LOCATION");
  });
});
