import { describe, expect, it } from "vitest";
import { HOLD_KINDS } from "./axes";
import { HOLD_PLACERS, placeHold, releaseHold } from "./holds";
import { holdId, orgId } from "./ids";

const code = (result: ReturnType<typeof placeHold> | ReturnType<typeof releaseHold>) =>
  result.ok ? result.value.changed : result.refusal.code;

describe("H1, who may say what", () => {
  it("is a table of its own: every other pair is HOLD_KIND_FORBIDDEN", () => {
    const allowed = HOLD_PLACERS.flatMap((as) =>
      HOLD_KINDS.filter((kind) => code(placeHold(kind, [as])) === true).map((kind) => `${as} ${kind}`),
    );
    expect(allowed.sort()).toEqual([
      "holder ILLEGITIMATE",
      "holder SUSPECT",
      "holder TEMPERATURE",
      "possessor EXCEPTION",
      "possessor SUSPECT",
      "possessor TEMPERATURE",
      "regulator ILLEGITIMATE",
      "regulator REGULATOR",
      "regulator SUSPECT",
      "system ALERT",
      "system EXCEPTION",
      "system RECALL",
    ]);
  });

  it("adds up what one is: a maker with the pack in its hands may say both", () => {
    expect(code(placeHold("EXCEPTION", ["possessor", "holder"]))).toBe(true);
    expect(code(placeHold("ILLEGITIMATE", ["possessor", "holder"]))).toBe(true);
    expect(code(placeHold("SUSPECT", []))).toBe("NOT_IN_CUSTODY");
  });
});

describe("H1, who may end it", () => {
  const [own, other] = [orgId("own"), orgId("other")];
  const end = (
    change: { kind?: "SUSPECT" | "RECALL"; byRegulator?: boolean; released?: boolean },
    by = { orgId: own, regulator: false },
  ) =>
    code(
      releaseHold(
        { id: holdId("h"), kind: "SUSPECT", placedBy: own, byRegulator: false, released: false, ...change },
        by,
      ),
    );

  it("is the placer's side, and the authority always", () => {
    expect(end({})).toBe(true);
    expect(end({}, { orgId: other, regulator: false })).toBe("HELD");
    expect(end({}, { orgId: other, regulator: true })).toBe(true);
    expect(end({ byRegulator: true })).toBe("HELD");
    expect(end({ released: true }, { orgId: other, regulator: false })).toBe(false);
  });

  it("is nobody for the hold of a recall", () => {
    expect(end({ kind: "RECALL" })).toBe("RECALL_IRREVERSIBLE");
    expect(end({ kind: "RECALL" }, { orgId: other, regulator: true })).toBe("RECALL_IRREVERSIBLE");
  });
});
