import { utf8 } from "@/lib/core/bytes/bytes";
import { logIdOf } from "@/lib/core/log/checkpoint";
import type { Primitives } from "@/lib/core/log/primitives";
import type { AnchorDeps, LogDeps } from "../log-ports";
import { openLog, publishCheckpoint, sequenceLog } from "../sequence-log";
import { type FakeChain, fakeChain } from "./fake-chain";
import { memoryAnchors, memoryLastPublished, memoryLog } from "./memory-log";
import { seeded, testClock } from "./world";

export const ORIGIN = "packproof.example/tests";

/** A log and its anchors in memory, with a chain the test commands. */
export async function logWorld(
  primitives: Primitives,
  signers: LogDeps["signers"],
  chain: FakeChain = fakeChain(),
) {
  const clock = testClock();
  const { ids } = seeded("log", primitives.sha256);
  const log = memoryLog();
  const anchors = memoryAnchors();
  const logDeps: LogDeps = {
    clock,
    ids,
    primitives,
    origin: ORIGIN,
    logId: logIdOf(ORIGIN, primitives.sha256),
    log,
    signers,
    lastPublished: memoryLastPublished(),
  };
  const anchorDeps: AnchorDeps = {
    clock,
    ids,
    logId: logDeps.logId,
    log,
    sha256: primitives.sha256,
    anchors,
    chain: chain.port,
    interval: 0,
    stuckAfter: 60_000,
  };
  let n = 0;
  const entry = (): Uint8Array => primitives.sha256(utf8(`entry ${n++}`));
  await openLog(logDeps);
  return {
    clock,
    log,
    anchors,
    chain,
    logDeps,
    anchorDeps,
    entry,
    /** Records entries, logs them and publishes the head. */
    async grow(by = 1): Promise<bigint> {
      for (let i = 0; i < by; i++) log.record(entry());
      await sequenceLog(logDeps);
      await publishCheckpoint(logDeps);
      return (await log.head()).size;
    },
  };
}

export type LogWorld = Awaited<ReturnType<typeof logWorld>>;
