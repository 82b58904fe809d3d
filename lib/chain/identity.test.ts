import { describe, expect, it } from "vitest";
import { type ChainIdentity, compareIdentity } from "./identity";

const chain: ChainIdentity = {
  chainId: 31_337,
  genesisHash: "0xaa",
  contract: "0xAbCd",
  codeHash: "0xcc",
};

describe("a remembered chain", () => {
  it("is recognised, however its contract's address is written", () => {
    expect(compareIdentity(chain, { ...chain, contract: "0xabcd" })).toBeNull();
  });

  it.each([
    [{ chainId: 1, genesisHash: "0xbb" as const }, "chain-id"],
    [{ genesisHash: "0xbb" as const, codeHash: null }, "genesis"],
    [{ contract: "0xef" as const }, "contract"],
    [{ codeHash: null }, "no-code"],
    [{ codeHash: "0xdd" as const }, "other-code"],
  ])("is not mistaken for %j: %s", (difference, mismatch) => {
    expect(compareIdentity(chain, { ...chain, ...difference })).toBe(mismatch);
  });
});
