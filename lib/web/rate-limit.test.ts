import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodePrimitives } from "@/lib/primitives/node";
import { rateLimit } from "./rate-limit";
import { memoryBudgets } from "./testing/memory-budgets";

const { sha256 } = nodePrimitives;

/** Processes that share one bucket. */
function shared(rate: { burst: number; perSecond: number }, processes = 1) {
  const budgets = memoryBudgets();
  const limits = Array.from({ length: processes }, () => rateLimit("test", rate, { budgets, sha256 }));
  const take = async (subject: string, now: number, process = 0) =>
    (await limits[process]?.take(subject, now))?.wait ?? Number.NaN;
  return { take, budgets, limits };
}

describe("a rate limit", () => {
  it("lets a burst through, then says how long to wait, and gives it back in time", async () => {
    const { take } = shared({ burst: 3, perSecond: 0.5 });
    for (let i = 0; i < 3; i++) expect(await take("a", 0)).toBe(0);
    expect(await take("a", 0)).toBe(2);
    expect(await take("a", 1_000)).toBe(1);
    expect(await take("a", 2_000)).toBe(0);
    expect(await take("a", 2_000)).toBe(2);
  });

  it("counts each subject by itself", async () => {
    const { take } = shared({ burst: 1, perSecond: 1 });
    expect(await take("a", 0)).toBe(0);
    expect(await take("b", 0)).toBe(0);
  });

  it("is not fooled by a clock that goes back, and saves up no more than its burst", async () => {
    const { take } = shared({ burst: 2, perSecond: 1 });
    expect(await take("a", 10_000)).toBe(0);
    expect(await take("a", 0)).toBe(0);
    expect(await take("a", 0)).toBe(1);
    const later = [await take("a", 1e9), await take("a", 1e9), await take("a", 1e9)];
    expect(later).toEqual([0, 0, 1]);
  });

  it("gives all processes together no more than the bucket held, whoever asks when", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ process: fc.nat(2), at: fc.nat(20) }), { minLength: 1, maxLength: 300 }),
        async (requests) => {
          const { take } = shared({ burst: 250, perSecond: 2 }, 3);
          const inTime = [...requests].sort((one, other) => one.at - other.at);
          let passed = 0;
          for (const { process, at } of inTime) if ((await take("a", at * 1000, process)) === 0) passed += 1;
          expect(passed).toBeLessThanOrEqual(250 + 2 * (inTime.at(-1)?.at ?? 0));
        },
      ),
    );
  });

  it("asks the bucket once for many requests, also when they come at the same moment", async () => {
    const { limits, budgets } = shared({ burst: 1000, perSecond: 1 });
    const all = await Promise.all(Array.from({ length: 100 }, () => limits[0]?.take("a", 0)));
    expect(all.every((taken) => taken?.wait === 0)).toBe(true);
    expect(budgets.asked()).toBe(10);
  });

  it("refuses from memory until the time has come", async () => {
    const { take, budgets } = shared({ burst: 1, perSecond: 0.1 });
    await take("a", 0);
    await take("a", 0);
    const before = budgets.asked();
    for (let i = 0; i < 50; i++) expect(await take("a", 1000)).toBe(9);
    expect(budgets.asked()).toBe(before);
    expect(await take("a", 10_000)).toBe(0);
  });

  it("tells policy and rest by the draft's fields", async () => {
    const { limits } = shared({ burst: 2, perSecond: 0.5 });
    const seen = [];
    for (let i = 0; i < 3; i++) seen.push((await limits[0]?.take("a", 0))?.headers);
    expect(seen.map((headers) => headers?.RateLimit)).toEqual([
      '"test";r=1;t=2',
      '"test";r=0;t=4',
      '"test";r=0;t=2',
    ]);
    expect(seen[0]?.["RateLimit-Policy"]).toBe('"test";q=2;w=4');
  });

  it("forgets the subject longest unused, not the newest, when there are too many", async () => {
    const { take, budgets } = shared({ burst: 1000, perSecond: 1 });
    for (let i = 0; i <= 20_000; i++) await take(`k${i}`, 0);
    const before = budgets.asked();
    await take("k20000", 0);
    expect(budgets.asked()).toBe(before);
    await take("k0", 0);
    expect(budgets.asked()).toBe(before + 1);
  });
});
