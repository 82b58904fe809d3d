import { HDNodeWallet } from "ethers";
import { describe, expect, it } from "vitest";
import { deployPackproofLog, openLog } from "./deploy";
import { EMBEDDED_CHAIN_ID, refuseDevelopmentKey } from "./development-keys";
import type { Hex } from "./hex";
import { addressOf } from "./keys";
import { freshKey } from "./testing/world";

const mnemonics = [
  "test test test test test test test test test test test junk",
  "myth like bonus scare over problem client lizard pioneer submit female collect",
];
const printedKeys = mnemonics.flatMap((phrase) => {
  const parent = HDNodeWallet.fromPhrase(phrase, "", "m/44'/60'/0'/0");
  return Array.from({ length: 10 }, (_, i) => parent.deriveChild(i).privateKey as Hex);
});

describe("development keys", () => {
  it("every key that development nodes print is refused on every chain but the embedded one", () => {
    expect(new Set(printedKeys).size).toBe(20);
    for (const key of printedKeys) {
      expect(refuseDevelopmentKey(key, 1, "payer's key")?.refusal.code).toBe("DEVELOPMENT_KEY");
      expect(refuseDevelopmentKey(key, 11_155_111, "payer's key")).not.toBeNull();
      expect(refuseDevelopmentKey(key, EMBEDDED_CHAIN_ID, "payer's key")).toBeNull();
    }
  });

  it("example keys with few bits are refused too", () => {
    expect(refuseDevelopmentKey(`0x${"1".padStart(64, "0")}`, 1, "head key")).not.toBeNull();
  });

  it("nothing is deployed or opened with one, not even asked for", async () => {
    const [known] = printedKeys;
    if (!known) throw new Error("no key");
    const on = { rpcUrl: "http://127.0.0.1:1", chainId: 1, feeCap: 1n };
    const bad = { ...on, administratorKey: known };
    const contract = addressOf(freshKey());
    const logId = new Uint8Array(32);
    const refused = (what: string) => ({ ok: false, fault: { kind: "development-key", what } });
    expect(await deployPackproofLog(bad)).toEqual(refused("administrator"));
    expect(await openLog(bad, contract, { logId, headKey: contract })).toEqual(refused("administrator"));
    const good = { ...on, administratorKey: freshKey() };
    expect(await openLog(good, contract, { logId, headKey: addressOf(known) })).toEqual(refused("head key"));
  });

  it("an own key passes, and a refusal names the setting but never the key", () => {
    expect(refuseDevelopmentKey(freshKey(), 1, "head key")).toBeNull();
    const refused = refuseDevelopmentKey(printedKeys[0] as Hex, 1, "head key");
    expect(JSON.stringify(refused)).toContain("head key");
    expect(JSON.stringify(refused)).not.toContain(String(printedKeys[0]).slice(2, 12));
  });
});
