import { describe, expect, it } from "vitest";
import { BATCH_STATES, RECALL_DEPTHS, REGISTRY_STATES } from "@/lib/core/pack/axes";
import { hold, PHARMACY, packFacts, RECALL, suppliedAt, TODAY } from "@/lib/core/pack/testing/pack-facts";
import { type PublicFacts, publicFacts, publicVerdictOf } from "./public-verdict";

const facts = (change: Partial<PublicFacts> = {}): PublicFacts => ({
  ...publicFacts(packFacts(), null, false),
  ...change,
});
const supplied = { registryState: "SUPPLIED", suppliedMonth: "2026-11" } as const;

const ask = (change: Partial<PublicFacts> = {}, complete = true, matches = true) =>
  publicVerdictOf({ kind: "pack", facts: facts(change), complete, matches, today: TODAY });
const said = (change: Partial<PublicFacts> = {}) => [ask(change).kind, ask(change).code];

describe("what the public is told", () => {
  it("recognises a pack and the month in which it was dispensed", () => {
    expect(said()).toEqual(["RECOGNISED", "ACTIVE"]);
    expect(ask(supplied)).toEqual({
      kind: "RECOGNISED",
      code: "SUPPLIED_ONCE",
      params: { month: "2026-11" },
    });
  });

  it("sends to a pharmacist when a pack was seen again after dispensing", () => {
    expect(said({ ...supplied, conflict: true })).toEqual(["ASK", "CONFLICT"]);
  });

  it("answers a wrong batch or expiry exactly as a serial that doesn't exist", () => {
    const unknown = publicVerdictOf({ kind: "unknown-serial", complete: true });
    expect(unknown).toEqual({ kind: "ASK", code: "NOT_RECOGNISED", params: {} });
    expect(ask({}, true, false)).toEqual(unknown);
    expect(ask({ registryState: "ALLOCATED" })).toEqual(unknown);
    expect(ask({ registryState: "VOID" })).toEqual(unknown);
  });

  it("gives no full answer without all four elements, whether the serial exists or not", () => {
    const existing = ask(supplied, false);
    expect(existing).toEqual({ kind: "INCOMPLETE", code: "NEEDS_BATCH_AND_EXPIRY", params: {} });
    expect(publicVerdictOf({ kind: "unknown-serial", complete: false })).toEqual(existing);
  });

  it("says of an unknown product that this says nothing about the pack", () => {
    expect(publicVerdictOf({ kind: "unknown-product" }).kind).toBe("NOT_TRACKED");
    expect(publicVerdictOf({ kind: "not-serialised" }).code).toBe("NO_SERIAL_NEEDED");
  });

  it("carries the approved words of a recall down to patients, and a default without them", () => {
    const batch = (recall: object) => ({ ...packFacts().batch, recall: { ...RECALL, ...recall } });
    expect(ask({ batch: batch({ publicText: "Bring it back." }) })).toEqual({
      kind: "ASK",
      code: "RECALLED_PATIENT_TEXT",
      params: { text: "Bring it back." },
    });
    expect(ask({ batch: batch({ publicText: "  " }) }).code).toBe("RECALLED_PATIENT");
    expect(ask({ serialRecalled: true }).code).toBe("RECALLED_PATIENT");
    expect(ask({ ...supplied, batch: batch({ depth: "pharmacy" }) }).code).toBe("RECALLED_TRADE");
  });

  it("lets no recall of the trade say 'do nothing' over a copy, an expired or a destroyed pack", () => {
    const batch = { ...packFacts().batch, recall: { ...RECALL, depth: "wholesale" } } as const;
    expect(ask({ ...supplied, conflict: true, batch }).code).toBe("CONFLICT");
    expect(ask({ batch: { ...batch, expiry: "2026-11-19" } }).code).toBe("EXPIRED");
    expect(ask({ registryState: "DESTROYED", batch }).code).toBe("ASK_PHARMACIST");
  });

  it("doesn't betray a hold or an investigation", () => {
    const plain = publicFacts(packFacts(), null, false);
    for (const kind of ["ALERT", "SUSPECT", "TEMPERATURE", "EXCEPTION", "REGULATOR"] as const) {
      expect(publicFacts(packFacts({ holds: [hold(kind)] }), null, false)).toEqual(plain);
    }
    expect(said({ illegitimate: true })).toEqual(said({ registryState: "STOLEN" }));
  });

  it("narrows the ledger's facts before it looks: no holder, site, time, serial or hold gets that far", () => {
    const narrowed = publicFacts(
      packFacts({ registryState: "SUPPLIED", supplied: suppliedAt(PHARMACY), holds: [hold("ALERT")] }),
      "2026-11",
      false,
    );
    expect(JSON.stringify(narrowed)).not.toMatch(/linden|hold-|K7M2P9QX4R|2026-11-1/);
  });

  it("answers every combination with one kind, and ✓ only where nothing speaks against the pack", () => {
    for (const registryState of REGISTRY_STATES)
      for (const state of BATCH_STATES)
        for (const depth of [null, ...RECALL_DEPTHS])
          for (const withdrawn of [false, true])
            for (const conflict of [false, true])
              for (const expiry of ["2026-11-19", "2027-10-31"]) {
                const recall = depth === null ? null : { ...RECALL, depth };
                const batch = { ...packFacts().batch, state, recall, expiry };
                const suppliedMonth = registryState === "SUPPLIED" ? "2026-11" : null;
                const { kind, code } = ask({ registryState, batch, withdrawn, conflict, suppliedMonth });
                expect(["RECOGNISED", "ASK"]).toContain(kind);
                const against = depth !== null || withdrawn || conflict || expiry < TODAY;
                if (against) expect([kind, code]).toEqual(["ASK", code]);
              }
  });
});
