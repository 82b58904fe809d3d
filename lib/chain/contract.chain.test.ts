import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployPackproofLog, openLog } from "./deploy";
import { headDigest } from "./head-signature";
import { bytes32, fromHex, type Hex } from "./hex";
import { packproofLogCodeHash } from "./identity";
import { packproofLogInterface } from "./interface";
import { addressOf } from "./keys";
import { connectRpc } from "./provider";
import { hexText } from "./shape";
import { entries, inclusionPath, rootOf } from "./testing/tree";
import { anchor, freshKey, freshLogId, open, startWorld, step, value, type World } from "./testing/world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  world.client.close();
  await world.chain.stop();
});

async function emptyLog() {
  const log = { logId: freshLogId(), headKey: freshKey() };
  value(await openLog(world.on, world.contract, { logId: log.logId, headKey: addressOf(log.headKey) }));
  return log;
}

describe("the contract through the client", () => {
  it("is recognised by its code, its chain by its genesis", async () => {
    const identity = value(await world.client.identity());
    expect(identity).toMatchObject({
      chainId: 31_337,
      contract: world.contract,
      codeHash: packproofLogCodeHash,
    });
    expect(identity.genesisHash).toMatch(/^0x[0-9a-f]{64}$/);
  });

  it("has no head before the first anchor, and none for a log it does not know", async () => {
    const { logId, headKey } = await emptyLog();
    expect(value(await world.client.head(logId))).toBeNull();
    expect(value(await world.client.rootAt(logId, 1n))).toBeNull();
    expect(value(await world.client.status(logId))).toEqual({
      headKey: addressOf(headKey),
      size: 0n,
      closedAt: null,
      forked: false,
    });
    expect(value(await world.client.status(freshLogId()))).toBeNull();
  });

  it("keeps every anchored root, and finds exactly the entries that are in it", async () => {
    const log = await emptyLog();
    await anchor(world.client, step(log, 0, 3));
    await anchor(world.client, step(log, 3, 11));
    const leaves = entries(11);
    expect(value(await world.client.head(log.logId))).toEqual({ size: 11n, root: rootOf(leaves) });
    expect(value(await world.client.rootAt(log.logId, 3n))).toEqual(rootOf(leaves.slice(0, 3)));
    for (const [i, entry] of leaves.entries()) {
      const claim = { logId: log.logId, size: 11n, index: BigInt(i), entry, path: inclusionPath(i, leaves) };
      expect(value(await world.client.verifyInclusion(claim))).toBe(true);
      const changed = Uint8Array.from(entry, (byte, at) => (at === 31 ? byte ^ 1 : byte));
      expect(value(await world.client.verifyInclusion({ ...claim, entry: changed }))).toBe(false);
      expect(value(await world.client.verifyInclusion({ ...claim, index: BigInt((i + 1) % 11) }))).toBe(
        false,
      );
    }
  });

  it("computes the digest that head keys sign", async () => {
    const head = { logId: freshLogId(), size: 12_345n, root: rootOf(entries(3)) };
    const rpc = connectRpc(world.config);
    const args = [bytes32(head.logId), head.size, bytes32(head.root)];
    const data = packproofLogInterface.encodeFunctionData("headDigest", args);
    const digest = value(await rpc.ask("eth_call", [{ to: world.contract, data }, "latest"], hexText));
    rpc.close();
    expect(fromHex(digest)).toEqual(headDigest(head));
  });

  it("an address without the contract is said to be one", async () => {
    const contract: Hex = "0x000000000000000000000000000000000000dEaD";
    const elsewhere = open({ ...world.config, contract });
    expect(value(await elsewhere.identity()).codeHash).toBeNull();
    expect(await elsewhere.head(world.logId)).toMatchObject({ ok: false, fault: { kind: "rejected" } });
    elsewhere.close();
  });
});

describe("opening logs", () => {
  it("can be repeated after a crash, but not under another key", async () => {
    const log = { logId: freshLogId(), headKey: addressOf(freshKey()) };
    const first = value(await openLog(world.on, world.contract, log));
    expect(value(await openLog(world.on, world.contract, log))).toEqual(first);
    const other = await openLog(world.on, world.contract, { ...log, headKey: addressOf(freshKey()) });
    expect(other).toMatchObject({ ok: false, fault: { kind: "reverted", error: "LogExists" } });
  });

  it("is the administrator's alone", async () => {
    const stranger = { ...world.on, administratorKey: freshKey() };
    const refused = await openLog(stranger, world.contract, {
      logId: freshLogId(),
      headKey: addressOf(freshKey()),
    });
    expect(refused).toMatchObject({
      ok: false,
      fault: { kind: "reverted", error: "OwnableUnauthorizedAccount" },
    });
  });

  it("continues a log at a recorded head: the old one takes no more, its later heads stop counting", async () => {
    const old = await emptyLog();
    await anchor(world.client, step(old, 0, 3));
    await anchor(world.client, step(old, 3, 5));
    const leaves = entries(5);
    const previous = { logId: old.logId, size: 3n, root: rootOf(leaves.slice(0, 3)) };
    const next = { logId: freshLogId(), headKey: addressOf(freshKey()), previous };
    expect(value(await openLog(world.on, world.contract, next))).toMatchObject({ size: 0n, closedAt: null });
    expect(value(await world.client.status(old.logId))).toMatchObject({ size: 5n, closedAt: 3n });

    const refused = await world.client.prepareAnchor(step(old, 5, 6), { nonce: 0 });
    expect(refused).toMatchObject({ fault: { error: "LogIsClosed", args: { closedAt: "3" } } });
    const [entry] = leaves;
    if (!entry) throw new Error("no leaf");
    const claim = (size: number) => ({
      logId: old.logId,
      size: BigInt(size),
      index: 0n,
      entry,
      path: inclusionPath(0, leaves.slice(0, size)),
    });
    expect(value(await world.client.verifyInclusion(claim(3)))).toBe(true);
    expect(value(await world.client.verifyInclusion(claim(5)))).toBe(false);
  });
});

describe("deploying", () => {
  it("gives another contract, with the same code and nothing recorded", async () => {
    const { contract } = value(await deployPackproofLog(world.on));
    expect(contract).not.toBe(world.contract);
    const fresh = open({ ...world.config, contract });
    expect(value(await fresh.identity()).codeHash).toBe(packproofLogCodeHash);
    expect(value(await fresh.status(world.logId))).toBeNull();
    fresh.close();
  });

  it("without money is a fault that says so", async () => {
    const poor = await deployPackproofLog({ ...world.on, administratorKey: freshKey() });
    expect(poor).toMatchObject({ ok: false, fault: { kind: "insufficient-funds" } });
  });
});
