import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { anchorHead } from "./anchor-head";
import type { AnchorDeps } from "./log-ports";
import { reconcileAnchors } from "./reconcile-anchors";
import { type LogWorld, logWorld } from "./testing/log-world";

const KINDS = [
  "A",
  "A",
  "A",
  "B",
  "B",
  "crash",
  "crash",
  "grow",
  "mine",
  "mine",
  "dearer",
  "wait",
  "reorganise",
  "away",
];
const stepArbitrary = fc.record({ kind: fc.constantFrom(...KINDS), n: fc.nat(12) });

class Killed extends Error {}

/** A worker that is killed at its n-th call of the chain or of the database: before the call, or after it was done. */
function dying(deps: AnchorDeps, n: number): AnchorDeps {
  let left = n >> 1;
  const after = n % 2 === 1;
  const deadly =
    <Arguments extends unknown[], Value>(call: (...given: Arguments) => Promise<Value>) =>
    async (...given: Arguments): Promise<Value> => {
      const dies = left-- === 0;
      if (dies && !after) throw new Killed();
      const value = await call(...given);
      if (dies) throw new Killed();
      return value;
    };
  const every = <Port extends object>(port: Port): Port =>
    Object.fromEntries(
      Object.entries(port).map(([name, call]) => [name, typeof call === "function" ? deadly(call) : call]),
    ) as Port;
  return { ...deps, chain: every(deps.chain), anchors: every(deps.anchors) };
}

const oneInFlight = ({ anchors }: LogWorld): void => {
  const flying = anchors
    .rows()
    .filter(({ state }) => ["pending", "signed", "submitted", "mined"].includes(state));
  expect(flying.length).toBeLessThanOrEqual(1);
};

/** Undisturbed, it ends with the newest head final and nothing lost. */
async function settles(world: LogWorld): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await reconcileAnchors(world.anchorDeps);
    const tick = await anchorHead(world.anchorDeps);
    expect(tick.kind).not.toBe("halted");
    world.chain.mine();
    world.clock.advance(20_000);
    if (tick.kind === "idle" && i > 3) break;
  }
  const newest = (await world.log.latestCheckpoint())?.size;
  expect((await world.anchors.newestFinal())?.size).toBe(newest);
  expect(await world.anchors.lost()).toEqual([]);
  expect(world.chain.recorded().at(-1)).toBe(newest);
}

describe("whatever happens to worker and chain", () => {
  it("anchors no head twice, loses none that was final, and ends with the newest one final", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 60 }), async (steps) => {
        const world = await logWorld(nodePrimitives, testSigners);
        await world.grow();
        const wasFinal = new Set<bigint>();
        let baseFee = 10n;
        for (const { kind, n } of steps) {
          switch (kind) {
            case "grow":
              await world.grow(1 + n);
              break;
            case "mine":
              world.chain.mine();
              break;
            case "wait":
              world.clock.advance(n * 10_000);
              break;
            case "dearer":
              baseFee = BigInt(5 + n * 10);
              world.chain.setBaseFee(baseFee);
              break;
            case "reorganise":
              world.chain.reorganise(n % 4, n % 2 === 0);
              break;
            case "away":
              world.chain.setAway(true);
              await anchorHead(world.anchorDeps);
              world.chain.setAway(false);
              break;
            case "crash":
              await anchorHead(dying(world.anchorDeps, n)).catch((error: unknown) => {
                if (!(error instanceof Killed)) throw error;
              });
              break;
            default:
              expect((await anchorHead(world.anchorDeps)).kind).not.toBe("halted");
          }
          oneInFlight(world);
          for (const { size, state } of world.anchors.rows()) if (state === "final") wasFinal.add(size);
        }
        world.chain.setBaseFee(1n);
        await settles(world);
        for (const size of wasFinal) expect(world.chain.recorded()).toContain(size);
        expect(new Set(world.chain.recorded()).size).toBe(world.chain.recorded().length);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("does so with two workers whose calls fall into each other in any order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await logWorld(nodePrimitives, testSigners);
        await world.grow(3);
        const { anchorDeps } = world;
        const worker = (): AnchorDeps => ({
          ...anchorDeps,
          anchors: {
            ...anchorDeps.anchors,
            inFlight: scheduler.scheduleFunction(anchorDeps.anchors.inFlight),
            update: scheduler.scheduleFunction(anchorDeps.anchors.update),
            insert: scheduler.scheduleFunction(anchorDeps.anchors.insert),
          },
          chain: {
            ...anchorDeps.chain,
            broadcast: scheduler.scheduleFunction(anchorDeps.chain.broadcast),
            prepareAnchor: scheduler.scheduleFunction(anchorDeps.chain.prepareAnchor),
            receiptOf: scheduler.scheduleFunction(anchorDeps.chain.receiptOf),
          },
        });
        const life = async (deps: AnchorDeps): Promise<void> => {
          for (let i = 0; i < 8; i++) {
            expect((await anchorHead(deps)).kind).not.toBe("halted");
            oneInFlight(world);
            world.chain.mine();
          }
        };
        await scheduler.waitFor(Promise.all([life(worker()), life(worker())]));
        await settles(world);
        expect(world.chain.recorded()).toEqual([3n]);
        expect(world.anchors.rows().filter(({ state }) => state === "final")).toHaveLength(1);
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});
