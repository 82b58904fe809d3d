import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLog } from "./deploy";
import { signHead } from "./head-signature";
import { bytes32, type Hex, toHex } from "./hex";
import { packproofLogInterface } from "./interface";
import { addressOf } from "./keys";
import { connectRpc } from "./provider";
import { entryOf, leafHash, pathInto, proofBetween } from "./testing/tree";
import { anchor, freshLogId, mined, startWorld, value, type World } from "./testing/world";
import { broadcast, lowestUnconfirmedNonce, prepareTransaction } from "./transaction";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  world.client.close();
  await world.chain.stop();
});

/** A log of its own, opened under the world's head key, so that every row starts from an empty one. */
async function emptyLog() {
  const logId = freshLogId();
  value(await openLog(world.on, world.contract, { logId, headKey: addressOf(world.headKey) }));
  const head = (size: bigint, root: Uint8Array) => {
    const headSignature = signHead(world.headKey, { logId, size, root });
    return { logId, newSize: size, root, headSignature };
  };
  const first = (size: bigint, root: Uint8Array) => ({ ...head(size, root), oldSize: 0n, proof: [] });
  return { logId, head, first };
}

async function send(name: string, args: readonly unknown[]): Promise<bigint> {
  const rpc = connectRpc(world.config);
  const payer = { key: world.config.payerKey, chainId: world.config.chainId, feeCap: world.config.feeCap };
  const nonce = value(await lowestUnconfirmedNonce(rpc, world.client.payer));
  const data = packproofLogInterface.encodeFunctionData(name, args) as Hex;
  const prepared = value(await prepareTransaction(rpc, payer, { to: world.contract, data }, { nonce }));
  value(await broadcast(rpc, prepared.rawTx));
  const receipt = await mined(prepared.hash, world.client);
  rpc.close();
  if (receipt.status !== "success") throw new Error(`${name} reverted`);
  return receipt.gasUsed;
}

/** Real receipts. The bounds are a few per cent above what was measured: a rise is a decision, not an accident. */
describe("gas", () => {
  it("deploying and opening a log", async () => {
    expect(world.deployGas).toBeLessThan(1_760_000n);
    const nothing = bytes32(new Uint8Array(32));
    const args = [bytes32(freshLogId()), addressOf(world.headKey), nothing, 0n, nothing];
    expect(await send("openLog", args)).toBeLessThan(51_000n);
  });

  it("a first anchor, and the same again", async () => {
    const { first } = await emptyLog();
    const step = first(5n, entryOf(1));
    expect((await anchor(world.client, step)).receipt.gasUsed).toBeLessThan(60_500n);
    expect((await anchor(world.client, step)).receipt.gasUsed).toBeLessThan(30_500n);
  });

  it.each([
    { oldSize: 300n, newSize: 500n, nodes: 8, most: 73_000n },
    { oldSize: 302n, newSize: 500n, nodes: 9, most: 74_500n },
    { oldSize: 70_002n, newSize: 100_000n, nodes: 17, most: 83_000n },
    { oldSize: 10n ** 10n - 12_345n, newSize: 10n ** 10n, nodes: 24, most: 95_500n },
    { oldSize: (1n << 28n) - 100n, newSize: (1n << 28n) + 5n, nodes: 28, most: 100_000n },
  ])("an anchor with $nodes proof nodes takes less than $most", async ({ oldSize, newSize, nodes, most }) => {
    const { oldRoot, newRoot, proof } = proofBetween(oldSize, newSize);
    expect(proof).toHaveLength(nodes);
    const { first, head } = await emptyLog();
    await anchor(world.client, first(oldSize, oldRoot));
    const { receipt } = await anchor(world.client, { ...head(newSize, newRoot), oldSize, proof });
    expect(receipt.gasUsed).toBeLessThan(most);
  });

  it("inclusion and a fork proof with 34 nodes each, at ten thousand million leaves", async () => {
    const size = 10n ** 10n;
    const index = 5_000_000_003n;
    const entry = entryOf(0);
    const { root, path } = pathInto(size, index, entry);
    expect(path).toHaveLength(34);
    const { logId, first } = await emptyLog();
    await anchor(world.client, first(size, root));
    const hexPath = path.map(bytes32);
    const args = [bytes32(logId), size, index, bytes32(entry), hexPath];
    expect(await send("verifyInclusion", args)).toBeLessThan(70_000n);

    const signed = (headSize: bigint, headRoot: Uint8Array, leaf: Uint8Array, headPath: string[]) => [
      headSize,
      bytes32(headRoot),
      toHex(signHead(world.headKey, { logId, size: headSize, root: headRoot })),
      bytes32(leaf),
      headPath,
    ];
    const other = pathInto(size + 1n, index, entryOf(1));
    const fork = [
      bytes32(logId),
      index,
      signed(size, root, leafHash(entry), hexPath),
      signed(size + 1n, other.root, leafHash(entryOf(1)), other.path.map(bytes32)),
    ];
    expect(await send("proveFork", fork)).toBeLessThan(127_000n);
    expect(value(await world.client.status(logId))?.forked).toBe(true);
  });
});
