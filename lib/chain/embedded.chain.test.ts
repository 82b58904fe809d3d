import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEmbedded } from "./embedded";
import { compareIdentity } from "./identity";
import { findStateFile, writeStateFile } from "./state-file";
import { type Anvil, startAnvil } from "./testing/anvil";
import { entries, rootOf } from "./testing/tree";
import { anchor, open, startWorld, step, value } from "./testing/world";

let folder: string;
const running: Anvil[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "packproof-chain-"));
});
afterEach(async () => {
  for (const anvil of running.splice(0)) await anvil.stop();
  await rm(folder, { recursive: true });
});

async function start(args: string[] = []) {
  const anvil = await startAnvil(args);
  running.push(anvil);
  return anvil;
}

describe("the embedded chain", () => {
  it("killed after a dump, goes on from it: same chain, same heads, same receipts, and anchors on", async () => {
    const world = await startWorld(await start());
    const { hash, receipt } = await anchor(world.client, step(world, 0, 3));
    const before = value(await world.client.identity());
    const embedded = openEmbedded(world.config);
    value(await embedded.mineTwo());
    expect(value(await world.client.finalizedBlock())).toBeGreaterThanOrEqual(receipt.block);

    const path = join(folder, "chain.json");
    await writeStateFile(path, value(await embedded.dumpState()));
    embedded.close();
    world.client.close();
    await world.chain.kill();

    const state = await findStateFile(path);
    if (!("path" in state)) throw new Error(`state file is ${state.from}`);
    const restored = await start(["--load-state", state.path]);
    const client = open({ ...world.config, rpcUrl: restored.rpcUrl });
    expect(compareIdentity(before, value(await client.identity()))).toBeNull();
    expect(value(await client.head(world.logId))).toEqual({ size: 3n, root: rootOf(entries(3)) });
    expect(value(await client.receiptOf(hash))).toEqual(receipt);
    expect(value(await client.finalizedBlock())).toBeGreaterThanOrEqual(receipt.block);
    await anchor(client, step(world, 3, 5));
    expect(value(await client.head(world.logId))?.size).toBe(5n);
    client.close();
  });

  it("started anew is another chain, although its chain id is the same", async () => {
    const world = await startWorld(await start());
    const before = value(await world.client.identity());
    world.client.close();
    await world.chain.kill();

    // Its genesis is told apart by the second it was made in.
    const fresh = await start(["--timestamp", "1700000000"]);
    const client = open({ ...world.config, rpcUrl: fresh.rpcUrl });
    const after = value(await client.identity());
    expect(after.chainId).toBe(before.chainId);
    expect(after.codeHash).toBeNull();
    expect(compareIdentity(before, after)).toBe("genesis");
    client.close();
  });

  it("that is away is unreachable, for every question", async () => {
    const world = await startWorld(await start());
    await world.chain.kill();
    const { client, logId } = world;
    const questions = [
      client.identity(),
      client.head(logId),
      client.nextNonce(),
      client.finalizedBlock(),
      client.prepareAnchor(step(world, 0, 3), { nonce: 0 }),
    ];
    for (const answer of await Promise.all(questions)) {
      expect(answer).toMatchObject({ ok: false, fault: { kind: "unreachable" } });
    }
    client.close();
  });
});
