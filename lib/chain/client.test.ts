import { HDNodeWallet } from "ethers";
import { describe, expect, it } from "vitest";
import { type ChainConfig, openChain, openChainReader } from "./client";
import type { Hex } from "./hex";
import { addressOf } from "./keys";
import { freshKey } from "./testing/world";

const payerKey = freshKey();
const good: ChainConfig = {
  rpcUrl: "http://127.0.0.1:1",
  chainId: 1,
  contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  finality: { kind: "tag", tag: "finalized" },
  payerKey,
  feeCap: 1n,
};

describe("opening a chain", () => {
  it("takes good settings without asking the chain anything", () => {
    const opened = openChain(good);
    if (!opened.ok) throw new Error(opened.refusal.message);
    expect(opened.value.payer).toBe(addressOf(payerKey));
    opened.value.close();
  });

  it.each([
    ["a URL that is none", { rpcUrl: "localhost:8545" }],
    ["a websocket", { rpcUrl: "ws://127.0.0.1:8545" }],
    ["no chain id", { chainId: 0 }],
    ["an address that is none", { contract: "0x1234" as const }],
    [
      "a mistyped address (its checksum fails)",
      { contract: "0x5fbDB2315678afecb367f032d93F642f64180aa3" as const },
    ],
    ["a key that is none", { payerKey: "0x12" as const }],
    ["a key of zero", { payerKey: `0x${"0".repeat(64)}` as const }],
    ["no fee cap", { feeCap: 0n }],
  ])("refuses %s with a sentence, not an exception", (_, bad) => {
    expect(openChain({ ...good, ...bad })).toMatchObject({
      ok: false,
      refusal: { code: "INVALID_CHAIN_CONFIG" },
    });
  });

  it("refuses a well-known development key on any chain but the embedded one", () => {
    const known = { payerKey: HDNodeWallet.fromPhrase(`${"test ".repeat(11)}junk`).privateKey as Hex };
    expect(openChain({ ...good, ...known })).toMatchObject({
      ok: false,
      refusal: { code: "DEVELOPMENT_KEY" },
    });
    const embedded = openChain({ ...good, ...known, chainId: 31_337 });
    expect(embedded.ok).toBe(true);
    if (embedded.ok) embedded.value.close();
  });

  it("a reader needs no key", () => {
    const { payerKey: _, feeCap: __, ...reader } = good;
    const opened = openChainReader(reader);
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });
});
