import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { decodeRevert } from "./fault";
import { readFinalizedBlock } from "./finality";
import { packproofLogInterface } from "./interface";
import { connectRpc, type Rpc } from "./provider";
import { quantity } from "./shape";

let server: Server | undefined;
let rpc: Rpc | undefined;
afterEach(async () => {
  rpc?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

/** A node that answers every request with the same thing. */
async function node(answer: { result: unknown } | { error: object } | { status: number }, timeoutMs = 5_000) {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      if ("status" in answer) return response.writeHead(answer.status).end("no");
      const { id } = JSON.parse(body);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  rpc = connectRpc({ rpcUrl: `http://127.0.0.1:${port}/v3/secret-api-key`, chainId: 1, timeoutMs });
  return rpc;
}

const send = async (answer: Parameters<typeof node>[0], method = "eth_sendRawTransaction") =>
  (await node(answer)).ask(method, ["0x"], quantity);

describe("what a node answers becomes one kind of fault", () => {
  // Wording as the node software has it: geth, erigon, nethermind, besu, reth, anvil.
  const wordings: [string, string][] = [
    ["already known", "already-known"],
    ["known transaction: 0xabc", "already-known"],
    ["transaction already imported", "already-known"],
    ["AlreadyKnown", "already-known"],
    ["nonce too low: next nonce 5, tx nonce 4", "nonce-expired"],
    ["nonce too low", "nonce-expired"],
    ["OldNonce", "nonce-expired"],
    ["replacement transaction underpriced", "fee-too-low"],
    ["transaction underpriced: tip needed 1, tip permitted 0", "fee-too-low"],
    ["max fee per gas less than block base fee: address 0x…", "fee-too-low"],
    ["FeeTooLowToCompete", "fee-too-low"],
    ["insufficient funds for gas * price + value", "insufficient-funds"],
    ["Insufficient funds for gas * price + value", "insufficient-funds"],
    ["the method eth_x does not exist", "rejected"],
  ];
  it.each(wordings)("%s → %s", async (message, kind) => {
    const answer = await send({ error: { code: -32000, message } });
    expect(answer).toMatchObject({ ok: false, fault: { kind } });
  });

  it("a custom error in revert data is decoded with its arguments, wherever the node puts the data", async () => {
    const data = packproofLogInterface.encodeErrorResult("StaleHead", [3n, 8n]);
    const fault = { kind: "reverted", error: "StaleHead", args: { oldSize: "3", headSize: "8" } };
    for (const error of [
      { code: 3, message: "execution reverted", data },
      { code: -32015, message: "VM execution error.", data: { message: "reverted", data } },
    ]) {
      expect(await send({ error }, "eth_estimateGas")).toEqual({ ok: false, fault });
      expect(await send({ error }, "eth_call")).toEqual({ ok: false, fault });
    }
  });

  it("a revert without data or of another contract is a revert all the same", async () => {
    const error = { code: 3, message: "execution reverted" };
    expect(await send({ error }, "eth_call")).toMatchObject({ fault: { kind: "reverted", error: "" } });
    expect(decodeRevert("0x12345678")).toMatchObject({ kind: "reverted", error: "0x12345678" });
  });

  it("an answer of another shape is the node's fault, not a crash", async () => {
    expect(await send({ result: { not: "a quantity" } })).toMatchObject({ fault: { kind: "rejected" } });
  });
});

describe("a node that does not answer", () => {
  it("is unreachable when nothing listens", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    rpc = connectRpc({ rpcUrl: `http://127.0.0.1:${port}`, chainId: 1 });
    const answer = await rpc.ask("eth_chainId", [], quantity);
    expect(answer).toMatchObject({ ok: false, fault: { kind: "unreachable" } });
  });

  it("is unreachable when it answers with an HTTP error, and the key in its URL is not repeated", async () => {
    for (const status of [401, 404, 502]) {
      const answer = await send({ status });
      expect(answer).toMatchObject({ ok: false, fault: { kind: "unreachable" } });
      expect(JSON.stringify(answer)).not.toContain("secret-api-key");
      server?.close();
    }
  });

  it("is unreachable when it takes too long", async () => {
    const silent = createServer();
    server = silent;
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    rpc = connectRpc({ rpcUrl: `http://127.0.0.1:${port}`, chainId: 1, timeoutMs: 50 });
    const answer = await rpc.ask("eth_chainId", [], quantity);
    expect(answer).toMatchObject({ ok: false, fault: { kind: "unreachable" } });
  });
});

describe("finality", () => {
  const tag = { kind: "tag", tag: "finalized" } as const;

  it("a chain without the tag has no finality until somebody chooses", async () => {
    for (const answer of [{ result: null }, { error: { code: -39001, message: "unknown block" } }]) {
      const block = await readFinalizedBlock(await node(answer), tag);
      expect(block).toMatchObject({ ok: false, fault: { kind: "no-finality" } });
      server?.close();
    }
  });

  it("a tag that cannot be asked for is not mistaken for one that is missing", async () => {
    const block = await readFinalizedBlock(await node({ status: 503 }), tag);
    expect(block).toMatchObject({ ok: false, fault: { kind: "unreachable" } });
  });

  it("counts blocks on top for a depth, and none for instant finality", async () => {
    const latest = await node({ result: "0x10" });
    expect(await readFinalizedBlock(latest, { kind: "depth", blocks: 12 })).toEqual({ ok: true, value: 4n });
    expect(await readFinalizedBlock(latest, { kind: "depth", blocks: 17 })).toEqual({ ok: true, value: -1n });
    expect(await readFinalizedBlock(latest, { kind: "instant" })).toEqual({ ok: true, value: 16n });
  });
});
