import { describe, expect, it } from "vitest";
import { REGISTRY_STATES } from "./axes";
import { holdBatch, recallBatch, releaseBatch, unholdBatch } from "./batch-transitions";
import { commission, commissionInto } from "./commission";
import { packFacts, RECALL, TODAY } from "./testing/pack-facts";

const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;

const open = { ...packFacts().batch, state: "PACKAGED" } as const;
const product = { state: "ACTIVE", prefixOwned: true } as const;

describe("commission", () => {
  it("takes new and reserved serials, and no serial twice whatever became of the first", () => {
    expect(code(commission("A", null))).toBe("ok");
    for (const state of REGISTRY_STATES) {
      expect(code(commission("A", state))).toBe(state === "ALLOCATED" ? "ok" : "DUPLICATE_SERIAL");
    }
  });

  it("needs an active product of the maker's own prefix", () => {
    const ask = (p: typeof product | null) => code(commissionInto({ product: p, batch: open, today: TODAY }));
    expect(ask(product)).toBe("ok");
    expect(ask(null)).toBe("PRODUCT_UNKNOWN");
    expect(ask({ ...product, state: "WITHDRAWN" } as never)).toBe("PRODUCT_UNKNOWN");
    expect(ask({ ...product, prefixOwned: false } as never)).toBe("PRODUCT_NOT_YOURS");
  });

  it("closes a batch once it is released, held or recalled, and refuses an expired one", () => {
    const ask = (change: object) =>
      code(commissionInto({ product, batch: { ...open, ...change }, today: TODAY }));
    expect(ask({ state: "RELEASED" })).toBe("BATCH_CLOSED");
    expect(ask({ held: true })).toBe("BATCH_CLOSED");
    expect(ask({ recall: RECALL })).toBe("BATCH_CLOSED");
    expect(ask({ expiry: "2026-11-19" })).toBe("BATCH_EXPIRED");
  });
});

describe("release and hold of a batch", () => {
  it("releases once; a second signature changes nothing", () => {
    expect(releaseBatch(open, 10, TODAY)).toEqual({ ok: true, value: { state: "RELEASED", changed: true } });
    expect(releaseBatch({ ...open, state: "RELEASED" }, 10, TODAY)).toEqual({
      ok: true,
      value: { changed: false },
    });
  });

  it("never releases a held, recalled, expired or empty batch", () => {
    expect(code(releaseBatch({ ...open, held: true }, 10, TODAY))).toBe("BATCH_HELD");
    expect(code(releaseBatch({ ...open, recall: RECALL }, 10, TODAY))).toBe("BATCH_RECALLED");
    expect(code(releaseBatch({ ...open, expiry: "2026-11-19" }, 10, TODAY))).toBe("BATCH_EXPIRED");
    expect(code(releaseBatch(open, 0, TODAY))).toBe("BATCH_EMPTY");
  });

  it("holds and releases the hold any number of times", () => {
    expect([holdBatch({ held: false }), holdBatch({ held: true })].map((e) => e.changed)).toEqual([
      true,
      false,
    ]);
    const unhold = (held: boolean, heldByRegulator = false, regulator = false) => {
      const result = unholdBatch({ number: "TX24107", held, heldByRegulator }, { regulator });
      return result.ok ? result.value.changed : result.refusal.code;
    };
    expect([unhold(true), unhold(false)]).toEqual([true, false]);
    // What an authority holds, only an authority frees.
    expect([unhold(true, true), unhold(true, true, true), unhold(true, false, true)]).toEqual([
      "HELD",
      true,
      true,
    ]);
  });
});

describe("recall", () => {
  const ask = (before: object | null, recall: object) =>
    recallBatch({ number: "TX24107", before: before as never, recall: { ...RECALL, ...recall } });

  it("may become deeper or more serious, never less", () => {
    const before = { ...RECALL, depth: "pharmacy", class: 2 };
    expect(code(ask(before, { depth: "patient", class: 2 }))).toBe("ok");
    expect(code(ask(before, { depth: "pharmacy", class: 1 }))).toBe("ok");
    expect(code(ask(before, { depth: "wholesale", class: 1 }))).toBe("RECALL_IRREVERSIBLE");
    expect(code(ask(before, { depth: "patient", class: 3 }))).toBe("RECALL_IRREVERSIBLE");
    expect(ask(before, before)).toEqual({ ok: true, value: { changed: false } });
  });
});
