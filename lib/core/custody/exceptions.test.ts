import { describe, expect, it } from "vitest";
import {
  agree,
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
