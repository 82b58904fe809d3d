import { Transaction } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AnchorStep } from "./anchor-transaction";
import { deployPackproofLog, openLog } from "./deploy";
import { signHead } from "./head-signature";
import { addressOf } from "./keys";
import { connectRpc, type Rpc } from "./provider";
import { hexText, quantity, record } from "./shape";
import { entries, rootOf } from "./testing/tree";
import {
  anchor,
  freshKey,
  freshLogId,
  gwei,
  mined,
  open,
  startWorld,
  step,
  value,
  type World,
} from "./testing/world";

let world: World;
let rpc: Rpc;
beforeAll(async () => {
  world = await startWorld();
  rpc = connectRpc(world.config);
});
afterAll(async () => {
  rpc.close();
  world.client.close();
  await world.chain.stop();
});

let log: { logId: Uint8Array; headKey: `0x${string}` };
beforeEach(async () => {
  log = { logId: freshLogId(), headKey: freshKey() };
  value(await openLog(world.on, world.contract, { logId: log.logId, headKey: addressOf(log.headKey) }));
});

const nothing = () => undefined;
const mining = async (on: boolean) => value(await rpc.ask("evm_setAutomine", [on], nothing));
const mine = async () => value(await rpc.ask("anvil_mine", ["0x1"], nothing));

async function prepare(
  anchorStep: AnchorStep,
  replace?: { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint },
) {
  const nonce = value(await world.client.nextNonce());
  return value(await world.client.prepareAnchor(anchorStep, replace ? { nonce, replace } : { nonce }));
}

describe("an anchor transaction", () => {
  it("is signed and known by its hash before anything is sent", async () => {
    const prepared = await prepare(step(log, 0, 3));
    const parsed = Transaction.from(prepared.rawTx);
    expect(parsed.hash).toBe(prepared.hash);
    expect(parsed).toMatchObject({ type: 2, nonce: prepared.nonce, chainId: 31_337n, ...prepared.fees });
    expect(value(await world.client.receiptOf(prepared.hash))).toBeNull();
    expect(value(await world.client.head(log.logId))).toBeNull();
  });

  it("anchors, and says in which block and for how much", async () => {
    const { receipt, hash } = await anchor(world.client, step(log, 0, 3));
    expect(receipt).toMatchObject({ status: "success", contract: null });
    expect(receipt.gasUsed).toBeGreaterThan(21_000n);
    expect(receipt.gasPrice).toBeGreaterThan(0n);
    expect(value(await world.client.receiptOf(hash))).toEqual(receipt);
  });

  it("sent again while pending, and after it was mined, is still one anchor", async () => {
    await mining(false);
    const prepared = await prepare(step(log, 0, 3));
    expect(value(await world.client.broadcast(prepared.rawTx))).toBe("sent");
    expect(value(await world.client.broadcast(prepared.rawTx))).toBe("sent");
    expect(value(await world.client.nextNonce())).toBe(prepared.nonce);
    await mine();
    await mining(true);
    expect(value(await world.client.broadcast(prepared.rawTx))).toBe("mined");
    expect(value(await world.client.nextNonce())).toBe(prepared.nonce + 1);
    expect(value(await world.client.head(log.logId))?.size).toBe(3n);
  });

  it("repeated as a new transaction changes nothing and succeeds", async () => {
    await anchor(world.client, step(log, 0, 3));
    const { receipt } = await anchor(world.client, step(log, 0, 3));
    expect(receipt.gasUsed).toBeLessThan(31_000n);
    expect(value(await world.client.head(log.logId))).toEqual({ size: 3n, root: rootOf(entries(3)) });
  });

  it("whose nonce another one took is expired, and has no receipt", async () => {
    const loser = await prepare(step(log, 0, 3));
    const winner = await prepare(step(log, 0, 4));
    value(await world.client.broadcast(winner.rawTx));
    await mined(winner.hash, world.client);
    expect(await world.client.broadcast(loser.rawTx)).toEqual({
      ok: false,
      fault: { kind: "nonce-expired" },
    });
    expect(value(await world.client.receiptOf(loser.hash))).toBeNull();
  });
});

describe("a stuck transaction", () => {
  it("is replaced under its nonce by one that carries the newest head", async () => {
    await mining(false);
    const stuck = await prepare(step(log, 0, 3));
    value(await world.client.broadcast(stuck.rawTx));
    const better = await prepare(step(log, 0, 9), stuck.fees);
    expect(better.nonce).toBe(stuck.nonce);
    for (const key of ["maxFeePerGas", "maxPriorityFeePerGas"] as const) {
      expect(better.fees[key] * 8n).toBeGreaterThanOrEqual(stuck.fees[key] * 9n);
    }
    value(await world.client.broadcast(better.rawTx));
    await mine();
    await mining(true);
    expect(value(await world.client.receiptOf(stuck.hash))).toBeNull();
    expect(value(await world.client.receiptOf(better.hash))?.status).toBe("success");
    expect(value(await world.client.head(log.logId))?.size).toBe(9n);
  });

  it("replaced without paying more is refused as too cheap", async () => {
    await mining(false);
    const stuck = await prepare(step(log, 0, 3));
    value(await world.client.broadcast(stuck.rawTx));
    const same = await prepare(step(log, 0, 4));
    expect(await world.client.broadcast(same.rawTx)).toMatchObject({
      ok: false,
      fault: { kind: "fee-too-low" },
    });
    await mine();
    await mining(true);
  });

  it("is not replaced above the cap, and nothing is signed above it", async () => {
    const cheap = open({ ...world.config, feeCap: 2n });
    const nonce = value(await cheap.nextNonce());
    const dear = await cheap.prepareAnchor(step(log, 0, 3), { nonce });
    expect(dear).toMatchObject({ ok: false, fault: { kind: "fee-cap", cap: 2n } });
    cheap.close();

    const replace = { maxFeePerGas: 99n * gwei, maxPriorityFeePerGas: gwei };
    const above = await world.client.prepareAnchor(step(log, 0, 3), { nonce, replace });
    expect(above).toMatchObject({ ok: false, fault: { kind: "fee-cap", cap: 100n * gwei } });
  });
});

describe("what the contract refuses is known before it costs anything", () => {
  const refusal = async (anchorStep: AnchorStep) => {
    const prepared = await world.client.prepareAnchor(anchorStep, {
      nonce: value(await world.client.nextNonce()),
    });
    if (prepared.ok) throw new Error("was not refused");
    return prepared.fault;
  };

  it("a head that is not the newest", async () => {
    await anchor(world.client, step(log, 0, 3));
    await anchor(world.client, step(log, 3, 8));
    const stale = { kind: "reverted", error: "StaleHead", args: { oldSize: "3", headSize: "8" } };
    expect(await refusal(step(log, 3, 9))).toEqual(stale);
  });

  it("a rewritten history, and another root for a recorded size", async () => {
    await anchor(world.client, step(log, 0, 3));
    expect(await refusal(step(log, 3, 8, "b"))).toMatchObject({ error: "InvalidConsistencyProof" });
    expect(await refusal(step(log, 0, 3, "b"))).toMatchObject({ error: "RootConflict", args: { size: "3" } });
  });

  it("a head signed by another key, and a log that is not open", async () => {
    expect(await refusal(step({ ...log, headKey: freshKey() }, 0, 3))).toMatchObject({
      error: "InvalidHeadSignature",
    });
    expect(await refusal(step({ ...log, logId: freshLogId() }, 0, 3))).toMatchObject({ error: "UnknownLog" });
  });
});

describe("who pays", () => {
  it("is not who signs: any funded key anchors a head of the head key", async () => {
    const payerKey = freshKey();
    value(await rpc.ask("anvil_setBalance", [addressOf(payerKey), "0xde0b6b3a7640000"], nothing));
    const other = open({ ...world.config, payerKey });
    await anchor(other, step(log, 0, 3));
    expect(value(await other.head(log.logId))?.size).toBe(3n);
    other.close();
  });

  it("and has nothing to pay with, is told so when sending", async () => {
    const poor = open({ ...world.config, payerKey: freshKey() });
    const prepared = value(await poor.prepareAnchor(step(log, 0, 3), { nonce: 0 }));
    const sent = await poor.broadcast(prepared.rawTx);
    expect(sent).toMatchObject({ ok: false, fault: { kind: "insufficient-funds" } });
    poor.close();
  });
});

describe("finality and reorganisations", () => {
  it("a block is final two blocks later, as the embedded chain is set", async () => {
    const { receipt } = await anchor(world.client, step(log, 0, 3));
    expect(value(await world.client.finalizedBlock())).toBeLessThan(receipt.block);
    await mine();
    await mine();
    expect(value(await world.client.finalizedBlock())).toBeGreaterThanOrEqual(receipt.block);
  });

  it("an anchor that a reorganisation removed has no receipt and no root any more, and can be sent again", async () => {
    const prepared = await prepare(step(log, 0, 3));
    value(await world.client.broadcast(prepared.rawTx));
    await mined(prepared.hash, world.client);
    expect(value(await world.client.rootAt(log.logId, 3n))).not.toBeNull();
    value(await rpc.ask("anvil_reorg", [1, []], nothing));
    value(await rpc.ask("anvil_dropAllTransactions", [], nothing));
    expect(value(await world.client.receiptOf(prepared.hash))).toBeNull();
    expect(value(await world.client.rootAt(log.logId, 3n))).toBeNull();
    value(await world.client.broadcast(prepared.rawTx));
    await mined(prepared.hash, world.client);
    expect(value(await world.client.rootAt(log.logId, 3n))).toEqual(rootOf(entries(3)));
  });
});

describe("one head signature serves every contract", () => {
  it("the heads of one log are replayed, unchanged, after a redeployment", async () => {
    const steps = [step(log, 0, 3), step(log, 3, 8), step(log, 8, 20)];
    for (const each of steps) await anchor(world.client, each);
    const { contract } = value(await deployPackproofLog(world.on));
    value(await openLog(world.on, contract, { logId: log.logId, headKey: addressOf(log.headKey) }));
    const again = open({ ...world.config, contract });
    for (const each of steps) await anchor(again, each);
    for (const size of [3n, 8n, 20n]) {
      const root = value(await world.client.rootAt(log.logId, size));
      expect(root).not.toBeNull();
      expect(value(await again.rootAt(log.logId, size))).toEqual(root);
    }
    again.close();
  });
});

it("the signature in the calldata is the head's own: nothing of the payer or the chain is in it", async () => {
  const { headSignature, root } = step(log, 0, 3);
  expect(headSignature).toEqual(signHead(log.headKey, { logId: log.logId, size: 3n, root }));
  const { hash } = await anchor(world.client, step(log, 0, 3));
  const sent = await rpc.ask("eth_getTransactionByHash", [hash], (tx) => hexText(record(tx).input));
  expect(value(sent)).toContain(Buffer.from(headSignature).toString("hex"));
  expect(value(await rpc.ask("eth_blockNumber", [], quantity))).toBeGreaterThan(0n);
});
