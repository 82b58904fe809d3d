import { describe, expect, it } from "vitest";
import { hashPassword, passwordMatches } from "./password";

describe("passwords", { timeout: 30_000 }, () => {
  it("match only what was hashed, and no hash equals another of the same password", async () => {
    const [one, two] = await Promise.all([hashPassword("blau-Esel-93"), hashPassword("blau-Esel-93")]);
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await passwordMatches("blau-Esel-93", one)).toBe(true);
    expect(await passwordMatches("blau-esel-93", one)).toBe(false);
  });

  it("are the same however an accent was typed", async () => {
    expect(await passwordMatches("caf\u0065\u0301", await hashPassword("caf\u00e9"))).toBe(true);
  });

  it("never match for nobody or a hash that can't be read, and take as long", async () => {
    const stored = await hashPassword("x");
    const time = async (kept: string | null) => {
      const start = performance.now();
      expect(await passwordMatches("y", kept)).toBe(false);
      return performance.now() - start;
    };
    const known = await time(stored);
    for (const kept of [null, "", "$scrypt$ln=30,r=8,p=3$a$b", "plain"]) {
      expect(await time(kept)).toBeGreaterThan(known / 5);
    }
  });

  it("turn people away instead of queueing without end", async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => passwordMatches("x", null)));
    expect(answers.filter((answer) => answer === "busy")).toHaveLength(14 - 10);
    expect(await passwordMatches("x", null)).toBe(false);
  });
});
