import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "@/lib/core/bytes/bytes";
import { isSignedBy, keysOf, parseCheckpoint } from "@/lib/core/log/checkpoint";
import { leafHash } from "@/lib/core/merkle/hash";
import { rootOf } from "@/lib/core/merkle/tree";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import type { LogDeps } from "./log-ports";
import { openLog, publishCheckpoint, sequenceLog } from "./sequence-log";
import { logWorld, ORIGIN } from "./testing/log-world";
import { memoryLastPublished } from "./testing/memory-log";

const { sha256 } = nodePrimitives;
const open = () => logWorld(nodePrimitives, testSigners);

describe("sequenceLog", () => {
  it("appends what waits, in its order, to the tree RFC 6962 defines", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }), async (portions) => {
        const { log, logDeps, entry } = await open();
        const entries: Uint8Array[] = [];
        for (const portion of portions) {
          for (let i = 0; i < portion; i++) {
            const next = entry();
            entries.push(next);
            log.record(next);
          }
          expect(await sequenceLog(logDeps)).toEqual({ logged: portion, more: false });
        }
        expect(log.leaves()).toEqual(entries);
        const { size, root } = await log.head();
        expect(size).toBe(BigInt(entries.length));
        const leaves = entries.map((bytes) => leafHash(bytes, sha256));
        expect(root).toEqual(rootOf(leaves, sha256));
      }),
      { numRuns: 25 },
    );
  });

  it("works a long backlog off in turns, so that a worker that is to stop can", async () => {
    const { log, logDeps, entry } = await open();
    const small: LogDeps = {
      ...logDeps,
      log: { ...log, sequence: (_limit, grow) => log.sequence(4096, grow) },
    };
    for (let i = 0; i < 4096 * 8 + 3; i++) log.record(entry());
    expect(await sequenceLog(small)).toEqual({ logged: 4096 * 8, more: true });
    expect(await sequenceLog(small)).toEqual({ logged: 3, more: false });
  });

  it("loses and doubles nothing when growing fails in its middle", async () => {
    const { log, logDeps, entry } = await open();
    for (let i = 0; i < 3; i++) log.record(entry());
    const failing: LogDeps = {
      ...logDeps,
      log: {
        ...log,
        sequence: (limit, grow) =>
          log.sequence(limit, async (...given) => {
            await grow(...given);
            throw new Error("killed");
          }),
      },
    };
    await expect(sequenceLog(failing)).rejects.toThrow("killed");
    expect((await log.head()).size).toBe(0n);
    expect((await sequenceLog(logDeps)).logged).toBe(3);
    expect(log.leaves()).toHaveLength(3);
  });
});

describe("publishCheckpoint", () => {
  it("signs the committed head with both keys, once for each size, and keeps it outside first", async () => {
    const { log, logDeps, entry } = await open();
    expect(await publishCheckpoint(logDeps)).toBe(false);
    log.record(entry());
    await sequenceLog(logDeps);
    expect(await publishCheckpoint(logDeps)).toBe(true);
    expect(await publishCheckpoint(logDeps)).toBe(false);
    const head = await log.head();
    expect(await logDeps.lastPublished.read()).toEqual(head);
    const signed = parseCheckpoint(log.notes()[0] ?? "");
    expect(signed?.checkpoint).toMatchObject({ origin: ORIGIN, ...head });
    const keys = keysOf(ORIGIN, testSigners.ed25519.publicKey, testSigners.head.address);
    for (const key of Object.values(keys))
      expect(signed && isSignedBy(signed, key, nodePrimitives)).toBe(true);
  });

  it("publishes the same bytes from two workers, whichever order they come in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { log, logDeps, entry } = await open();
        for (let i = 0; i < 5; i++) log.record(entry());
        // The in-memory store throws when one size gets two notes.
        const worker = (): LogDeps => ({
          ...logDeps,
          log: {
            ...log,
            head: scheduler.scheduleFunction(log.head),
            checkpointAt: scheduler.scheduleFunction(log.checkpointAt),
            saveCheckpoint: scheduler.scheduleFunction(log.saveCheckpoint),
            sequence: scheduler.scheduleFunction(log.sequence),
          },
        });
        const run = async (deps: LogDeps): Promise<void> => {
          await sequenceLog(deps);
          await publishCheckpoint(deps);
        };
        const both = Promise.all([run(worker()), run(worker())]);
        await scheduler.waitFor(both);
        expect(log.notes()).toHaveLength(1);
        expect(log.leaves()).toHaveLength(5);
      }),
      { numRuns: 40 },
    );
  });

  it("signs the same bytes again after a crash between the two places", async () => {
    const { log, logDeps, entry } = await open();
    log.record(entry());
    await sequenceLog(logDeps);
    const crashing: LogDeps = {
      ...logDeps,
      log: {
        ...log,
        saveCheckpoint: () => Promise.reject(new Error("killed")),
      },
    };
    await expect(publishCheckpoint(crashing)).rejects.toThrow("killed");
    expect(await logDeps.lastPublished.read()).toEqual(await log.head());
    expect(await publishCheckpoint(logDeps)).toBe(true);
  });
});

describe("a database restored from a backup", () => {
  /** A log of three published heads; the backup was taken after the first. */
  async function restored() {
    const world = await open();
    await world.grow(3);
    const backup = world.log.backup();
    await world.grow(2);
    return { world, deps: { ...world.logDeps, log: backup }, backup };
  }

  it("is refused before anything is added to it: people hold proofs of what it lacks", async () => {
    const { deps, backup, world } = await restored();
    backup.record(world.entry());
    await expect(sequenceLog(deps)).rejects.toThrow(/older than the log/);
    await expect(publishCheckpoint(deps)).rejects.toThrow(/older than the log/);
    expect((await backup.head()).size).toBe(3n);
  });

  it("is refused when it has lived another life since and grew past the published size", async () => {
    const { deps, backup, world } = await restored();
    const unaware = { ...deps, lastPublished: memoryLastPublished() };
    for (let i = 0; i < 9; i++) backup.record(world.entry());
    await sequenceLog(unaware);
    await expect(sequenceLog(deps)).rejects.toThrow(/refusing to sign a fork/);
    await expect(publishCheckpoint(deps)).rejects.toThrow(/refusing to sign a fork/);
  });

  it("goes on when it is whole", async () => {
    const { world } = await restored();
    const deps = { ...world.logDeps, log: world.log.backup() };
    deps.log.record(sha256(utf8("next")));
    expect((await sequenceLog(deps)).logged).toBe(1);
    expect(await publishCheckpoint(deps)).toBe(true);
  });
});

describe("openLog", () => {
  it("refuses a log that was signed with other keys", async () => {
    const { logDeps } = await open();
    await openLog(logDeps);
    const other = { ...testSigners, head: { ...testSigners.head, address: new Uint8Array(20) } };
    await expect(openLog({ ...logDeps, signers: other })).rejects.toThrow(/other keys/);
  });
});
