import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnchorDeps, LogDeps } from "@/lib/operations/log-ports";
import { type WorkerWorld, workerWorld } from "./testing/worker-world";

let at: WorkerWorld;
beforeAll(async () => {
  at = await workerWorld();
});
afterAll(() => at?.close());

type Deps = { log: LogDeps; anchor: AnchorDeps };

/**
 * A worker that is killed right after its n-th call of database, chain or file had its effect: what it would have done
 * next never happens. With n = 0, 1, 2 … this is a kill between any two of its steps.
 */
function mortal(n: number) {
  let left = n;
  let calls = 0;
  let dead = false;
  let tell = (_call: string): void => undefined;
  const died = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const never = new Promise<never>(() => undefined);
  const port = <Port extends object>(of: Port): Port =>
    Object.fromEntries(
      Object.entries(of).map(([name, call]) => [
        name,
        typeof call !== "function"
          ? call
          : async (...given: unknown[]) => {
              if (dead) return never;
              const value: unknown = await call(...given);
              if (dead) return never;
              calls += 1;
              if (left-- > 0) return value;
              dead = true;
              tell(name);
              return never;
            },
      ]),
    ) as Port;
  const wrap = ({ log, anchor }: Deps): Deps => {
    const store = port(log.log);
    return {
      log: { ...log, log: store, lastPublished: port(log.lastPublished) },
      anchor: { ...anchor, log: store, anchors: port(anchor.anchors), chain: port(anchor.chain) },
    };
  };
  return { wrap, died, calls: () => calls };
}

/**
 * How many calls a worker needs that nobody kills. Counted beforehand, not found by trying: an idle worker never stops
 * calling. The second one counts, because the first head on a chain takes fewer steps than those after it.
 */
async function callsOfHealthyWorker(): Promise<number> {
  let calls = 0;
  for (let round = 0; round < 2; round++) {
    const healthy = mortal(Number.POSITIVE_INFINITY);
    await at.acts.batch({ packs: 1, released: false });
    const worker = at.start({ wrap: healthy.wrap });
    await at.settled();
    calls = healthy.calls();
    await worker.stop();
  }
  // A worker that finds another one's half-done work takes some steps more.
  return Math.ceil(calls * 1.25);
}

describe("a worker killed between any two of its steps", () => {
  it("loses nothing and anchors nothing twice: the next one goes on", async () => {
    const needed = await callsOfHealthyWorker();

    const killedAfter: string[] = [];
    for (let n = 0; n < needed; n++) {
      await at.acts.batch({ packs: 1, released: false });
      const { wrap, died } = mortal(n);
      const doomed = at.start({ wrap });
      killedAfter.push(await died);
      await doomed.abandon();
      const next = at.start();
      await at.settled();
      await next.stop();
      await at.nothingLostOrDoubled();
    }
    // Each kind of step was the last one of some worker.
    const steps = [
      "open",
      "sequence",
      "write",
      "saveCheckpoint",
      "insert",
      "update",
      "prepareAnchor",
      "broadcast",
      "settle",
    ];
    for (const step of steps) expect(killedAfter).toContain(step);
    const { finals } = at;
    expect((await finals()).length).toBeGreaterThan(steps.length);
  }, 240_000);
});
