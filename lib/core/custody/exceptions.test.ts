import { describe, expect, it } from "vitest";
import {
  agree,
  carryOut,
  EXCEPTION_KINDS,
  type ExceptionKind,
  HDA_CATEGORIES,
  HDA_CATEGORY,
  type OpenException,
  OUTCOMES,
  OUTCOMES_OF,
  propose,
} from "./exceptions";

const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;
const exception = (kind: ExceptionKind, change: Partial<OpenException> = {}): OpenException => ({
  kind,
  proposal: null,
  closed: false,
  ...change,
});

/** "x": both sides may agree on it. In the order of OUTCOMES. */
const TABLE: Readonly<Record<ExceptionKind, string>> = {
  //              found, not-sent, credited, accepted, returned, destroyed, data-corrected
  missing: ".xx....",
  overage: "...xxxx",
  damaged: "..xxxx.",
  unreadable: "..xxxx.",
  "wrong-product": "..xxxxx",
  duplicate: "....xxx",
  misdirected: "...xx..",
  unavailable: "..xxxx.",
};

describe("a difference in a delivery", () => {
  it.each(EXCEPTION_KINDS.flatMap((kind) => OUTCOMES.map((outcome, i) => ({ kind, outcome, i }))))(
    "$kind can end as $outcome, or not: OUTCOME_NOT_POSSIBLE",
    ({ kind, outcome, i }) => {
      const proposed = propose(exception(kind), { outcome, by: "receiver" });
      expect(codeOf(proposed)).toBe(TABLE[kind][i] === "x" ? "ok" : "OUTCOME_NOT_POSSIBLE");
      expect(OUTCOMES_OF[kind].includes(outcome)).toBe(TABLE[kind][i] === "x");
    },
  );

  it("belongs to one of the five categories, and each category is used", () => {
    expect(new Set(EXCEPTION_KINDS.map((kind) => HDA_CATEGORY[kind]))).toEqual(new Set(HDA_CATEGORIES));
  });

  it("is settled by the other side's yes and by nothing else: NOTHING_PROPOSED, OWN_PROPOSAL", () => {
    expect(codeOf(agree(exception("missing"), "sender"))).toBe("NOTHING_PROPOSED");
    const proposed = exception("missing", { proposal: { outcome: "credited", by: "receiver" } });
    expect(codeOf(agree(proposed, "receiver"))).toBe("OWN_PROPOSAL");
    expect(agree(proposed, "sender")).toEqual({ ok: true, value: "credited" });
  });

  it("takes a counter-proposal, and one said twice once", () => {
    const proposed = exception("missing", { proposal: { outcome: "credited", by: "receiver" } });
    const same = { outcome: "credited", by: "receiver" } as const;
    expect(propose(proposed, same)).toEqual({ ok: true, value: { changed: false } });
    for (const other of [
      { outcome: "not-sent", by: "sender" },
      { outcome: "credited", by: "sender" },
      { outcome: "not-sent", by: "receiver" },
    ] as const) {
      expect(propose(proposed, other)).toEqual({ ok: true, value: { changed: true } });
    }
  });

  it("is settled once: EXCEPTION_CLOSED", () => {
    const closed = exception("overage", { closed: true, proposal: { outcome: "accepted", by: "sender" } });
    expect(codeOf(propose(closed, { outcome: "returned", by: "receiver" }))).toBe("EXCEPTION_CLOSED");
    expect(codeOf(agree(closed, "receiver"))).toBe("EXCEPTION_CLOSED");
  });
});

/** Who does what after an agreement. In the order of OUTCOMES. */
const ACTS: Readonly<Record<ExceptionKind, readonly string[]>> = {
  missing: ["-", "sender take-back", "-", "-", "-", "-", "-"],
  overage: ["-", "-", "-", "receiver take-in", "-", "-", "-"],
  damaged: ["-", "-", "-", "receiver release", "receiver send-back", "receiver destroy", "-"],
  unreadable: ["-", "-", "-", "receiver release", "receiver send-back", "receiver destroy", "-"],
  "wrong-product": ["-", "-", "-", "receiver release", "receiver send-back", "receiver destroy", "-"],
  duplicate: ["-", "-", "-", "receiver release", "receiver send-back", "receiver destroy", "-"],
  misdirected: ["-", "-", "-", "receiver release", "receiver send-back", "receiver destroy", "-"],
  unavailable: ["-", "-", "-", "receiver release", "receiver send-back", "receiver destroy", "-"],
};

describe("carrying out what both agreed on", () => {
  const settled = { link: "https://id.gs1.org/00/1", quantity: null, carriedOut: false };

  it.each(EXCEPTION_KINDS.flatMap((kind) => OUTCOMES.map((outcome, i) => ({ kind, outcome, i }))))(
    "$kind that ends as $outcome is done by whoever has the goods: NOTHING_TO_CARRY_OUT, OTHER_SIDE_CARRIES_OUT",
    ({ kind, outcome, i }) => {
      for (const by of ["sender", "receiver"] as const) {
        const [side, act] = (ACTS[kind][i] ?? "").split(" ");
        const result = carryOut({ ...settled, kind, outcome }, by);
        expect(result.ok ? result.value : result.refusal.code).toBe(
          side === "-" ? "NOTHING_TO_CARRY_OUT" : side === by ? act : "OTHER_SIDE_CARRIES_OUT",
        );
      }
    },
  );

  it("follows an agreement, once: NOT_SETTLED, CARRIED_OUT", () => {
    const missing = { ...settled, kind: "missing" } as const;
    expect(codeOf(carryOut({ ...missing, outcome: null }, "sender"))).toBe("NOT_SETTLED");
    const again = { ...missing, outcome: "not-sent", carriedOut: true } as const;
    expect(codeOf(carryOut(again, "sender"))).toBe("CARRIED_OUT");
  });

  it("moves nothing of what nobody could read, nor packs without serials that the sender still has", () => {
    const damaged = { ...settled, kind: "damaged", outcome: "returned", link: null } as const;
    expect(codeOf(carryOut(damaged, "receiver"))).toBe("NOTHING_TO_CARRY_OUT");
    const over = { ...settled, kind: "overage", outcome: "accepted", quantity: 3 } as const;
    expect(codeOf(carryOut(over, "receiver"))).toBe("NOTHING_TO_CARRY_OUT");
  });
});
