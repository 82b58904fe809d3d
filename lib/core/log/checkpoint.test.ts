import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TypedDataEncoder, Wallet } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBase64 } from "@/lib/core/bytes/base64";
import { concat, utf8 } from "@/lib/core/bytes/bytes";
import { fromHex, toHex } from "@/lib/core/bytes/hex";
import { emptyRoot } from "@/lib/core/merkle/hash";
import { rootOf } from "@/lib/core/merkle/tree";
import { browserPrimitives } from "@/lib/primitives/browser";
import { ed25519PublicKey, ed25519Signer, nodePrimitives } from "@/lib/primitives/node";
import { addressOfSecret, digestSigner } from "@/lib/primitives/secp256k1";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import {
  checkpointText,
  isOrigin,
  isSignedBy,
  keysOf,
  logIdOf,
  parseCheckpoint,
  parseCheckpointText,
  signCheckpoint,
} from "./checkpoint";
import { headDigest } from "./head-digest";
import { formatNote, formatNoteKey, parseNote, parseNoteKey } from "./note";

const { sha256, keccak256 } = nodePrimitives;
const seed = sha256(utf8("checkpoint key of a test"));
const secret = sha256(utf8("head key of a test"));
const origin = "packproof.example/log";
const root = sha256(utf8("root"));
const keys = keysOf(origin, ed25519PublicKey(seed), addressOfSecret(secret));
const signers = {
  ed25519: { publicKey: keys.ed25519.publicKey, sign: ed25519Signer(seed) },
  head: { address: keys.head.publicKey, sign: digestSigner(secret) },
};
const publish = (size = 7n) => signCheckpoint({ origin, size, root }, signers, nodePrimitives);

describe("checkpoint", () => {
  it("is signed by both keys, the same bytes each time, and both runtimes verify it", async () => {
    const { note } = await publish();
    expect((await publish()).note).toBe(note);
    const signed = parseCheckpoint(note);
    expect(signed?.checkpoint).toEqual({ origin, size: 7n, root, extensions: [] });
    if (!signed) return;
    for (const primitives of [nodePrimitives, browserPrimitives]) {
      expect(isSignedBy(signed, keys.ed25519, primitives)).toBe(true);
      expect(isSignedBy(signed, keys.head, primitives)).toBe(true);
    }
    expect(formatNote(signed.note)).toBe(note);
  });

  it("holds for nothing else: any changed character of the note unsigns or unmakes it", async () => {
    const { note } = await publish();
    for (let i = 0; i < note.length; i++) {
      const changed = note.slice(0, i) + String.fromCharCode(note.charCodeAt(i) ^ 1) + note.slice(i + 1);
      const signed = parseCheckpoint(changed);
      const stands =
        signed !== null &&
        isSignedBy(signed, keys.ed25519, nodePrimitives) &&
        isSignedBy(signed, keys.head, nodePrimitives);
      expect(stands, changed).toBe(false);
    }
  }, 30_000);

  it("is signed by nobody when signed by another key, or by a known key twice and once wrongly", async () => {
    const { note } = await publish();
    const signed = parseCheckpoint(note);
    if (!signed) throw new Error("our own note must parse");
    const other = keysOf(origin, ed25519PublicKey(secret), addressOfSecret(seed));
    expect(isSignedBy(signed, other.ed25519, nodePrimitives)).toBe(false);
    expect(isSignedBy(signed, other.head, nodePrimitives)).toBe(false);
    const [line] = signed.note.signatures;
    if (!line) throw new Error("two lines were signed");
    const forged = { ...line, signature: line.signature.map((byte) => byte ^ 1) };
    const doubled = { ...signed, note: { ...signed.note, signatures: [...signed.note.signatures, forged] } };
    expect(isSignedBy(doubled, keys.ed25519, nodePrimitives)).toBe(false);
  });

  it("does not let an extension line ride on the head key's signature", async () => {
    const signed = parseCheckpoint((await publish()).note);
    if (!signed) throw new Error("our own note must parse");
    const extended = { ...signed, checkpoint: { ...signed.checkpoint, extensions: ["extra"] } };
    expect(isSignedBy(extended, keys.head, nodePrimitives)).toBe(false);
  });

  it("refuses text that tlog-checkpoint does not allow", () => {
    const good = checkpointText({ origin, size: 7n, root, extensions: [] });
    expect(parseCheckpointText(good)?.size).toBe(7n);
    for (const bad of [
      good.slice(0, -1),
      good.replace("7", "07"),
      good.replace("7", "+7"),
      good.replace("7", "9223372036854775809"),
      good.replace(origin, ""),
      `${good}\n`,
      good.replace(toBase64(root), toBase64(root.subarray(1))),
      `${origin}\n7\n`,
    ]) {
      expect(parseCheckpointText(bad), JSON.stringify(bad)).toBeNull();
    }
  });

  it("takes only origins that can name a key", async () => {
    expect(isOrigin(origin)).toBe(true);
    for (const bad of ["", "two words", "a+b", "tab\t", "nb\u00a0sp", "line\n", "x".repeat(256)]) {
      expect(isOrigin(bad), bad).toBe(false);
    }
    await expect(
      signCheckpoint({ origin: "a b", size: 1n, root }, signers, nodePrimitives),
    ).rejects.toThrow();
  });
});

describe("head digest", () => {
  it("is the EIP-712 digest that ethers computes, and ethers' signature recovers to the head key", async () => {
    const domain = { name: "Packproof log", version: "1" };
    const types = {
      Head: [
        { name: "logId", type: "bytes32" },
        { name: "size", type: "uint64" },
        { name: "root", type: "bytes32" },
      ],
    };
    for (const size of [0n, 1n, 2n ** 32n, 2n ** 63n]) {
      const head = { logId: logIdOf(origin, sha256), size, root };
      const value = { logId: `0x${toHex(head.logId)}`, size, root: `0x${toHex(root)}` };
      const digest = headDigest(head, keccak256);
      expect(`0x${toHex(digest)}`).toBe(TypedDataEncoder.hash(domain, types, value));
      const wallet = new Wallet(`0x${toHex(secret)}`);
      const signature = await wallet.signTypedData(domain, types, value);
      expect(signature).toBe(`0x${toHex(digestSigner(secret)(digest))}`);
      expect(`0x${toHex(addressOfSecret(secret))}`).toBe(wallet.address.toLowerCase());
    }
  });

  it("recovers nobody from high-s, odd v and wrong lengths", () => {
    const digest = sha256(utf8("digest"));
    const signature = digestSigner(secret)(digest);
    const recover = nodePrimitives.recoverAddress;
    expect(recover(digest, signature)).toEqual(addressOfSecret(secret));
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const s = BigInt(`0x${toHex(signature.subarray(32, 64))}`);
    const high = fromHex((order - s).toString(16).padStart(64, "0")) ?? new Uint8Array();
    const flipped = Uint8Array.of((signature[64] ?? 0) ^ 7);
    expect(recover(digest, concat(signature.subarray(0, 32), high, flipped))).toBeNull();
    expect(recover(digest, concat(signature.subarray(0, 64), Uint8Array.of(0)))).toBeNull();
    expect(recover(digest, signature.subarray(0, 64))).toBeNull();
    expect(recover(digest.subarray(1), signature)).toBeNull();
    expect(recover(digest, concat(new Uint8Array(64), Uint8Array.of(27)))).toBeNull();
  });
});

describe("signed note", () => {
  it("recomputes the well-known key id of sum.golang.org and writes keys back as they were", () => {
    const word = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    const key = parseNoteKey(word, sha256);
    expect(key?.name).toBe("sum.golang.org");
    expect(key && formatNoteKey(key, sha256)).toBe(word);
    expect(parseNoteKey(word.replace("033d", "133d"), sha256)).toBeNull();
    expect(parseNoteKey(word.replace("+Ac4", "+Bc4"), sha256)).toBeNull();
  });

  it("writes and reads head keys, whose type is 0xff and a long name", () => {
    const word = formatNoteKey(keys.head, sha256);
    expect(parseNoteKey(word, sha256)).toEqual(keys.head);
    expect(parseNoteKey(word.slice(0, -4), sha256)).toBeNull();
  });

  it("reads back every note it writes, and no note with control characters, missing lines or too many", () => {
    const line = { name: "n", keyId: Uint8Array.of(1, 2, 3, 4), signature: Uint8Array.of(5) };
    const text = fc
      .array(
        fc.string().filter((part) => !/[\p{Cc}]/u.test(part)),
        { minLength: 1, maxLength: 5 },
      )
      .map((lines) => `${lines.join("\n")}\n`);
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 16 }), (body, count) => {
        const note = { text: body, signatures: Array.from({ length: count }, () => line) };
        expect(parseNote(formatNote(note))).toEqual(note);
      }),
    );
    const good = formatNote({ text: "t\n", signatures: [line] });
    expect(parseNote(good)).not.toBeNull();
    for (const bad of [
      "",
      "t\n",
      "t\n\n",
      good.slice(0, -1),
      good.replace("t", "t\r"),
      good.replace("t", "\ud800"),
      good.replace("\u2014", "-"),
      good.replace("\u2014 n", "\u2014  n"),
      `${good}\n`,
      formatNote({ text: "t\n", signatures: Array.from({ length: 17 }, () => line) }),
      formatNote({ text: "t\n", signatures: [{ ...line, signature: new Uint8Array() }] }),
    ]) {
      expect(parseNote(bad), JSON.stringify(bad)).toBeNull();
    }
  });
});

const { folder, present } = sharedVectors("merkle/tessera-testdata/testdata/log");

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("a real C2SP log", () => {
  it("holds: every checkpoint's signature, and its root from the tiles", () => {
    const word = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    const key = parseNoteKey(word, sha256);
    if (!key) throw new Error("the log's key must parse");
    for (const name of ["checkpoint", ...Array.from({ length: 16 }, (_, size) => `checkpoint.${size}`)]) {
      const signed = parseCheckpoint(readFileSync(join(folder, name), "utf8"));
      if (!signed) throw new Error(`${name} must parse`);
      expect(isSignedBy(signed, key, nodePrimitives), name).toBe(true);
      expect(isSignedBy(signed, key, browserPrimitives), name).toBe(true);
      const { size } = signed.checkpoint;
      const tile = size === 0n ? new Uint8Array() : readFileSync(join(folder, `tile/0/000.p/${size}`));
      const leaves = Array.from(
        { length: Number(size) },
        (_, i) => new Uint8Array(tile.subarray(32 * i, 32 * i + 32)),
      );
      expect(signed.checkpoint.root).toEqual(size === 0n ? emptyRoot(sha256) : rootOf(leaves, sha256));
    }
  });
});
