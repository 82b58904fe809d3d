import fc from "fast-check";
import { expect, it } from "vitest";
import { strickenArbitrary, strike } from "@/lib/operations/testing/fault-history";
import { faultsOf } from "@/lib/operations/testing/history";
import { audited } from "./owner/fsck/testing/audited";
import { postgresWorld } from "./testing/postgres-world";

it("a port that breaks before or after any call leaves all of a request or nothing; crossed writers are tried again", async () => {
  let broken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(strickenArbitrary, { minLength: 20, maxLength: 30 }), async (history) => {
      const world = await postgresWorld("faults", 3);
      try {
        broken += await strike(world, history, { retriesCrossings: true });
        expect(faultsOf(await world.picture())).toEqual([]);
        expect(await audited(world.fresh.ownerUrl)).toEqual([]);
      } finally {
        await world.close();
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
  expect(broken).toBeGreaterThan(20);
}, 240_000);
