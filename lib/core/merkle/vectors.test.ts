import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromBase64 } from "@/lib/core/bytes/base64";
import { concat, utf8 } from "@/lib/core/bytes/bytes";
import { fromHex, toHex } from "@/lib/core/bytes/hex";
import { nodePrimitives } from "@/lib/primitives/node";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { isHash, leafHash } from "./hash";
import { consistencyPath, inclusionPath, rootOfData } from "./tree";
import { verifyConsistency, verifyInclusion } from "./verify";

const { sha256 } = nodePrimitives;
const { folder, present } = sharedVectors("merkle");

type Case = { file: string; body: Record<string, unknown> };

const cases = (kind: string): Case[] =>
  readdirSync(join(folder, "transparency-dev-merkle/testdata", kind), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".json"))
    .map((file) => ({
      file,
      body: JSON.parse(
        readFileSync(join(folder, "transparency-dev-merkle/testdata", kind, file), "utf8"),
      ) as Record<string, unknown>,
    }));

const bytes = (value: unknown): Uint8Array => fromBase64(String(value ?? "")) ?? new Uint8Array();
const path = (value: unknown): Uint8Array[] => (Array.isArray(value) ? value.map(bytes) : []);
/** Sizes of these files are uint64 read by JSON.parse: beyond 2^53 only "huge" matters. */
const size = (value: unknown): bigint => BigInt(Math.round(Number(value)));

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("published Merkle vectors", () => {
  it("agrees with transparency-dev on every inclusion case", () => {
    const all = cases("inclusion");
    expect(all.length).toBe(98);
    for (const { file, body } of all) {
      const claim = {
        leafHash: bytes(body.leafHash),
        index: size(body.leafIdx),
        size: size(body.treeSize),
        path: path(body.proof),
        root: bytes(body.root),
      };
      // Their verifier compares hashes of any length; ours insists on SHA-256.
      const expected = body.wantErr === false && isHash(claim.leafHash);
      expect(verifyInclusion(claim, sha256), file).toBe(expected);
    }
  });

  it("agrees with transparency-dev on every consistency case, old size 0 refused", () => {
    const all = cases("consistency");
    expect(all.length).toBe(98);
    for (const { file, body } of all) {
      const claim = {
        oldSize: size(body.size1),
        newSize: size(body.size2),
        oldRoot: bytes(body.root1),
        newRoot: bytes(body.root2),
        path: path(body.proof),
      };
      const expected = body.wantErr === false && isHash(claim.oldRoot);
      expect(verifyConsistency(claim, sha256), file).toBe(expected);
    }
  });

  it("gives the known roots and paths of the reference log", () => {
    const known = JSON.parse(readFileSync(join(folder, "rfc6962-kat.json"), "utf8")) as {
      leafInputsHex: string[];
      rootsBySize: string[];
      inclusion: { index: number; size: number; proof: string[] }[];
      consistency: { size1: number; size2: number; proof: string[] }[];
    };
    const data = known.leafInputsHex.map((hex) => fromHex(hex) ?? new Uint8Array());
    const hashes = data.map((leaf) => leafHash(leaf, sha256));
    known.rootsBySize.forEach((root, n) => {
      expect(toHex(rootOfData(data.slice(0, n), sha256))).toBe(root);
    });
    for (const { index, size: n, proof } of known.inclusion) {
      expect(inclusionPath(hashes.slice(0, n), index, sha256).map(toHex)).toEqual(proof);
    }
    for (const { size1, size2, proof } of known.consistency) {
      expect(consistencyPath(hashes.slice(0, size2), size1, sha256).map(toHex)).toEqual(proof);
    }
  });

  it("gives the accumulated hashes of all paths up to 64 leaves", () => {
    const known = JSON.parse(readFileSync(join(folder, "rfc6962-kat.json"), "utf8")) as {
      accumulated: { own_rfc6962_inclusion_all_n64: string; own_rfc6962_consistency_all_n64: string };
    };
    const hashes = Array.from({ length: 64 }, (_, i) => leafHash(Uint8Array.of(i), sha256));
    const line = (a: number, b: number, proof: Uint8Array[]): Uint8Array =>
      utf8(`${[a, b, ...proof.map(toHex)].join(" ")}\n`);
    const inclusion: Uint8Array[] = [];
    const consistency: Uint8Array[] = [];
    for (let n = 1; n <= 64; n++) {
      const tree = hashes.slice(0, n);
      for (let i = 0; i < n; i++) inclusion.push(line(i, n, inclusionPath(tree, i, sha256)));
      for (let m = 1; m <= n; m++) consistency.push(line(m, n, consistencyPath(tree, m, sha256)));
    }
    expect(toHex(sha256(concat(...inclusion)))).toBe(known.accumulated.own_rfc6962_inclusion_all_n64);
    expect(toHex(sha256(concat(...consistency)))).toBe(known.accumulated.own_rfc6962_consistency_all_n64);
  });
});
