import { AbiCoder, concat, keccak256, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headDigest, recoverHeadSigner, signHead } from "./head-signature";
import { fromHex, toHex } from "./hex";
import { addressOf } from "./keys";
import { freshKey } from "./testing/world";

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const head = fc.record({ logId: hash, size: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), root: hash });
const id = (text: string) => keccak256(toUtf8Bytes(text));
const encode = (types: string[], values: unknown[]) =>
  keccak256(AbiCoder.defaultAbiCoder().encode(types, values));

describe("head signature", () => {
  it("is EIP-712 with name and version only: no chain and no contract enter it", () => {
    const domain = encode(
      ["bytes32", "bytes32", "bytes32"],
      [id("EIP712Domain(string name,string version)"), id("Packproof log"), id("1")],
    );
    const type = id("Head(bytes32 logId,uint64 size,bytes32 root)");
    fc.assert(
      fc.property(head, ({ logId, size, root }) => {
        const message = encode(
          ["bytes32", "bytes32", "uint64", "bytes32"],
          [type, toHex(logId), size, toHex(root)],
        );
        expect(toHex(headDigest({ logId, size, root }))).toBe(keccak256(concat(["0x1901", domain, message])));
      }),
    );
  });

  it("recovers to the key that signed, and a second signing gives the same 65 bytes", () => {
    const key = freshKey();
    fc.assert(
      fc.property(head, (value) => {
        const signature = signHead(key, value);
        expect(signature).toHaveLength(65);
        expect(signHead(key, value)).toEqual(signature);
        expect(recoverHeadSigner(value, signature)).toBe(addressOf(key));
      }),
      { numRuns: 20 },
    );
  });

  it("recovers to somebody else when the head differs in anything", () => {
    const key = freshKey();
    const value = { logId: new Uint8Array(32).fill(1), size: 7n, root: new Uint8Array(32).fill(2) };
    const signature = signHead(key, value);
    const others = [
      { ...value, logId: new Uint8Array(32) },
      { ...value, size: 8n },
      { ...value, root: new Uint8Array(32) },
    ];
    for (const other of others) expect(recoverHeadSigner(other, signature)).not.toBe(addressOf(key));
  });

  it("bytes that are no signature have no signer", () => {
    const value = { logId: new Uint8Array(32), size: 1n, root: new Uint8Array(32) };
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array(64),
      new Uint8Array(65),
      new Uint8Array(65).fill(255),
    ]) {
      expect(recoverHeadSigner(value, bytes)).toBeNull();
    }
  });

  it("the high-s twin of a signature is refused, as the contract does", () => {
    const key = freshKey();
    const value = { logId: new Uint8Array(32), size: 1n, root: new Uint8Array(32) };
    const signature = signHead(key, value);
    const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = n - BigInt(toHex(signature.slice(32, 64)));
    const twin = new Uint8Array(signature);
    twin.set(fromHex(`0x${s.toString(16).padStart(64, "0")}`), 32);
    twin[64] = signature[64] === 27 ? 28 : 27;
    expect(recoverHeadSigner(value, twin)).toBeNull();
  });
});
