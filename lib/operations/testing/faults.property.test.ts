import fc from "fast-check";
import { expect, it } from "vitest";
import { nodePrimitives } from "@/lib/primitives/node";
import { strickenArbitrary, strike } from "./fault-history";
import { faultsOf } from "./history";
import { memoryWorld } from "./world";

it("a port that breaks before or after any call leaves all of a request or nothing, and the request can be repeated", async () => {
  let broken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(strickenArbitrary, { minLength: 10, maxLength: 30 }), async (history) => {
      const world = await memoryWorld(nodePrimitives.sha256);
      broken += await strike(world, history, { retriesCrossings: false });
      expect(faultsOf(await world.picture())).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(broken).toBeGreaterThan(100);
}, 60_000);
