import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProcessIdentity } from "../lib/identity.mjs";
import { freePort } from "../lib/ports.mjs";
import { stopProcess } from "../lib/stop.mjs";
import { fundAccount, startAnvil } from "./anvil.mjs";
import { callChain } from "./rpc.mjs";

const account = `0x${"ab".repeat(20)}`;

describe("the embedded chain", () => {
  let folder: string;
  let running: ProcessIdentity[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "packproof-anvil-"));
    running = [];
  });
  afterEach(async () => {
    for (const identity of running) await stop(identity);
    rmSync(folder, { recursive: true });
  });
  const stop = (identity: ProcessIdentity) =>
    stopProcess({ name: "anvil", identity, signal: "SIGTERM", graceMs: 5_000 });
  const start = async (options: { stateFile?: string; allowOrigin?: string } = {}) =>
    startAnvil({
      port: await freePort(),
      logFile: join(folder, "anvil.log"),
      onSpawn: (identity) => void running.push(identity),
      ...options,
    });

  it("is chain 31337 without an account whose key everybody knows", async () => {
    const { rpcUrl } = await start();
    expect(await callChain(rpcUrl, "eth_chainId")).toBe("0x7a69");
    expect(await callChain(rpcUrl, "eth_accounts")).toEqual([]);
    expect(
      await callChain(rpcUrl, "eth_getBalance", ["0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "latest"]),
    ).toBe("0x0");
  });

  it("funds the account that pays for anchors, once", async () => {
    const { rpcUrl } = await start();
    await fundAccount(rpcUrl, account);
    const balance = await callChain(rpcUrl, "eth_getBalance", [account, "latest"]);
    expect(BigInt(String(balance))).toBe(10_000n * 10n ** 18n);
    await callChain(rpcUrl, "anvil_setBalance", [account, "0x3635c9adc5dea00001"]);
    await fundAccount(rpcUrl, account);
    expect(await callChain(rpcUrl, "eth_getBalance", [account, "latest"])).toBe("0x3635c9adc5dea00001");
  });

  it("goes on from a dumped state: same blocks, same balances, same genesis", async () => {
    const first = await start();
    await fundAccount(first.rpcUrl, account);
    await callChain(first.rpcUrl, "anvil_mine", ["0x5"]);
    const genesis = await callChain(first.rpcUrl, "eth_getBlockByNumber", ["0x0", false]);
    const dump = String(await callChain(first.rpcUrl, "anvil_dumpState"));
    await stop(first.identity);
    const stateFile = join(folder, "state.json");
    writeFileSync(stateFile, gunzipSync(Buffer.from(dump.slice(2), "hex")));
    const second = await start({ stateFile });
    expect(await callChain(second.rpcUrl, "eth_blockNumber")).toBe("0x5");
    expect(await callChain(second.rpcUrl, "eth_getBalance", [account, "latest"])).toBe(
      "0x21e19e0c9bab2400000",
    );
    expect(await callChain(second.rpcUrl, "eth_getBlockByNumber", ["0x0", false])).toEqual(genesis);
  });

  it("answers pages of our own site only: no other page in that browser may change the chain", async () => {
    const { rpcUrl } = await start({ allowOrigin: "http://localhost:3000" });
    const allowed = async (origin: string) => {
      const headers = {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      };
      const answer = await fetch(rpcUrl, { method: "OPTIONS", headers });
      return answer.headers.get("access-control-allow-origin");
    };
    expect(await allowed("http://localhost:3000")).toBe("http://localhost:3000");
    expect(await allowed("https://evil.example")).not.toBe("https://evil.example");
  });

  it("says what its log says when it does not start", async () => {
    const stateFile = join(folder, "state.json");
    writeFileSync(stateFile, "{}");
    await expect(start({ stateFile })).rejects.toThrow(/The embedded chain did not start, see .*anvil.log: /);
  });
});
