import { generateKeyPairSync, sign, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, utf8 } from "@/lib/core/bytes/bytes";
import { fromHex, toHex } from "@/lib/core/bytes/hex";
import { browserPrimitives } from "./browser";
import { ed25519PublicKey, ed25519Signer, nodePrimitives } from "./node";

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

describe("primitives", () => {
  it("give the published digests of nothing and of abc, in both runtimes", () => {
    for (const { sha256, keccak256 } of [nodePrimitives, browserPrimitives]) {
      expect(toHex(sha256(utf8("abc")))).toBe(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      );
      expect(toHex(keccak256(utf8("")))).toBe(
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
      );
      expect(toHex(keccak256(utf8("abc")))).toBe(
        "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
      );
    }
  });

  it("hash every input alike in both runtimes, into arrays of their own", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (input) => {
        const digest = nodePrimitives.sha256(input);
        expect(digest).toEqual(browserPrimitives.sha256(input));
        expect(digest.buffer.byteLength).toBe(32);
        expect(nodePrimitives.keccak256(input)).toEqual(browserPrimitives.keccak256(input));
      }),
    );
  });

  it("sign and verify as RFC 8032 §7.1 shows (test 2)", () => {
    const seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const publicKey = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const signature = bytes(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
    expect(ed25519PublicKey(seed)).toEqual(publicKey);
    expect(ed25519Signer(seed)(Uint8Array.of(0x72))).toEqual(signature);
    expect(nodePrimitives.verifyEd25519(publicKey, Uint8Array.of(0x72), signature)).toBe(true);
  });

  it("agree with OpenSSL on its own signatures, and on changed ones", () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const raw = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.nat({ max: 63 }),
        fc.nat({ max: 255 }),
        (message, at, mask) => {
          const signature = new Uint8Array(sign(null, message, privateKey));
          signature[at] = (signature[at] ?? 0) ^ mask;
          const expected = verify(null, message, publicKey, signature);
          expect(nodePrimitives.verifyEd25519(raw, message, signature)).toBe(expected);
          expect(expected).toBe(mask === 0);
        },
      ),
      { numRuns: 40, examples: [[utf8("message"), 0, 0]] },
    );
  });

  it("refuse, without throwing, keys and signatures that are none: wrong lengths, small order, no point, s too large", () => {
    const { verifyEd25519 } = nodePrimitives;
    const signature = new Uint8Array(64);
    const smallOrder = concat(Uint8Array.of(1), new Uint8Array(31));
    const noPoint = new Uint8Array(32).fill(0xff);
    for (const key of [smallOrder, noPoint, new Uint8Array(32), new Uint8Array(31), new Uint8Array()]) {
      expect(verifyEd25519(key, utf8("m"), signature)).toBe(false);
    }
    expect(verifyEd25519(new Uint8Array(32), utf8("m"), new Uint8Array(63))).toBe(false);
    const seed = utf8("a seed of thirty-two bytes, yes.");
    const good = ed25519Signer(seed)(utf8("m"));
    const order = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let carry = 0;
    const large = good.slice();
    for (let i = 0; i < 32; i++) {
      const sum = (good[32 + i] ?? 0) + (order[i] ?? 0) + carry;
      large[32 + i] = sum & 255;
      carry = sum >> 8;
    }
    expect(verifyEd25519(ed25519PublicKey(seed), utf8("m"), good)).toBe(true);
    expect(verifyEd25519(ed25519PublicKey(seed), utf8("m"), large)).toBe(false);
  });
});
