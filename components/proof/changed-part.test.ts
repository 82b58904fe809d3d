import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedPart } from "./changed-part";

describe("what differs between two texts", () => {
  it("is pointed at, with what stands around it", () => {
    expect(changedPart("dispensing", "dispensinf")).toEqual({
      before: ["dispensin", "g", ""],
      after: ["dispensin", "f", ""],
    });
    expect(changedPart("0123456789abcdefX0123456789abcdef", "0123456789abcdefY0123456789abcdef")).toEqual({
      before: ["…6789abcdef", "X", "0123456789…"],
      after: ["…6789abcdef", "Y", "0123456789…"],
    });
  });

  it("is found in any two texts, and is nothing when they are the same", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (before, after) => {
        const part = changedPart(before, after);
        expect(part.before[1] === part.after[1]).toBe(before === after);
        if (before.length <= 10) expect(part.before.join("")).toBe(before);
        if (after.length <= 10) expect(part.after.join("")).toBe(after);
      }),
    );
  });
});
