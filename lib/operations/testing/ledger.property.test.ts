import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodePrimitives } from "@/lib/primitives/node";
import { begin, faultsOf, stepArbitrary, take } from "./history";
import { memoryWorld } from "./world";

describe("any history of operations", () => {
  it("keeps custody on roots, trees without cycles, every pack counted once and in one bucket of the balance", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 10, maxLength: 60 }), async (steps) => {
        const world = await memoryWorld(nodePrimitives.sha256);
        await begin(world);
        for (const [n, step] of steps.entries()) {
          await take(world, step, n, await world.picture());
          expect(faultsOf(await world.picture())).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("dispenses no pack twice without an undo between, and brings back none that has ended", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 20, maxLength: 60 }), async (steps) => {
        const world = await memoryWorld(nodePrimitives.sha256);
        await begin(world);
        const supplied = new Set<string>();
        for (const [n, step] of steps.entries()) {
          const before = await world.picture();
          await take(world, step, n, before);
          for (const [link, { state }] of Object.entries((await world.picture()).units)) {
            const was = before.units[link]?.state === "SUPPLIED";
            if (!was && state === "SUPPLIED") {
              expect(["dispense", "open", "tell", "tell-again"]).toContain(step.kind);
              expect(supplied.has(link)).toBe(false);
              supplied.add(link);
            }
            if (was && state !== "SUPPLIED") {
              expect(["undo", "tell", "tell-again", "declare"]).toContain(step.kind);
              supplied.delete(link);
            }
            const end = before.units[link]?.state ?? "";
            if (["DESTROYED", "STOLEN", "VOID"].includes(end)) expect(state).toBe(end);
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
