import { describe, expect, it } from "vitest";
import { equalBytes, utf8 } from "@/lib/core/bytes/bytes";
import { fromHex, toHex } from "@/lib/core/bytes/hex";
import { nodePrimitives } from "@/lib/primitives/node";
import { emptyRoot, leafHash, nodeHash } from "./hash";
import { consistencyPath, levelsOf, pathOfLevels, rootOf, rootOfData, sidesOfLevels } from "./tree";
import {
  type ConsistencyClaim,
  type InclusionClaim,
  MAX_CONSISTENCY_PATH,
  MAX_INCLUSION_PATH,
  rootFromSides,
  verifyConsistency,
  verifyInclusion,
} from "./verify";

const { sha256 } = nodePrimitives;
const data = Array.from({ length: 64 }, (_, i) => Uint8Array.of(i));
const leaves = data.map((leaf) => leafHash(leaf, sha256));
const roots = Array.from({ length: 65 }, (_, n) => rootOf(leaves.slice(0, n), sha256));
const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

describe("RFC 6962 tree", () => {
  it("gives the hashes that RFC 6962 logs publish for the empty tree, the empty leaf and a node", () => {
    expect(toHex(emptyRoot(sha256))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(toHex(leafHash(new Uint8Array(), sha256))).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
    expect(toHex(nodeHash(utf8("N123"), utf8("N456"), sha256))).toBe(
      "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb",
    );
    const eight = [
      "",
      "00",
      "10",
      "2021",
      "3031",
      "40414243",
      "5051525354555657",
      "606162636465666768696a6b6c6d6e6f",
    ];
    const root = rootOfData(
      eight.map((hex) => fromHex(hex) ?? new Uint8Array()),
      sha256,
    );
    expect(toHex(root)).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  });

  it("proves every leaf of every tree up to 64, at its own index only, in its own tree only", () => {
    // Collected rather than expected one by one: there are 170,000 of them.
    const wrong: string[] = [];
    for (let size = 1; size <= 64; size++) {
      const tree = leaves.slice(0, size);
      const root = at(roots, size);
      const levels = levelsOf(tree, sha256);
      for (let index = 0; index < size; index++) {
        const path = pathOfLevels(levels, index);
        const claim = { leafHash: at(leaves, index), index: BigInt(index), size: BigInt(size), path, root };
        const check = (what: string, change: Partial<InclusionClaim>, expected = false): void => {
          if (verifyInclusion({ ...claim, ...change }, sha256) !== expected)
            wrong.push(`${what} ${index}/${size}`);
        };
        check("its own", {}, true);
        for (let other = 0; other <= size; other++) {
          if (other === index) continue;
          check("another index", { index: BigInt(other) });
          check("another leaf", { leafHash: leaves[other] ?? leafHash(utf8("no leaf"), sha256) });
        }
        check("a smaller tree", { root: at(roots, size - 1) });
        check("a larger tree", { root: at(roots, (size + 1) % 65) });
        if (size > 1) check("a path cut short", { path: path.slice(1) });
        check("a path too long", { path: [...path, root] });
        check("a path with a hash before it", { path: [root, ...path] });
        const sides = sidesOfLevels(levels, index);
        const fromSides = rootFromSides(at(leaves, index), sides, path, sha256);
        if (!fromSides || !equalBytes(fromSides, root)) wrong.push(`sides ${index}/${size}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it("proves that every tree up to 64 only grew, and nothing else", () => {
    const wrong: string[] = [];
    for (let newSize = 1; newSize <= 64; newSize++) {
      const tree = leaves.slice(0, newSize);
      const newRoot = at(roots, newSize);
      for (let oldSize = 1; oldSize <= newSize; oldSize++) {
        const path = consistencyPath(tree, oldSize, sha256);
        const oldRoot = at(roots, oldSize);
        const claim = { oldSize: BigInt(oldSize), oldRoot, newSize: BigInt(newSize), newRoot, path };
        const check = (what: string, change: Partial<ConsistencyClaim>, expected = false): void => {
          if (verifyConsistency({ ...claim, ...change }, sha256) !== expected)
            wrong.push(`${what} ${oldSize}-${newSize}`);
        };
        check("its own", {}, true);
        check("another new root", { newRoot: at(roots, newSize - 1) });
        check("another old root", { oldRoot: at(roots, oldSize - 1) });
        check("a path too long", { path: [...path, newRoot] });
        check("a path with a hash before it", { path: [oldRoot, ...path] });
        if (path.length > 0) {
          check("a path without its first hash", { path: path.slice(1) });
          check("a path without its last hash", { path: path.slice(0, -1) });
          check("a smaller old size", { oldSize: BigInt(oldSize - 1) });
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it("takes no sides but l and r, one for each hash", () => {
    const leaf = at(leaves, 0);
    expect(rootFromSides(leaf, "", [], sha256)).toEqual(leaf);
    for (const bad of ["", "l", "lrl", "lR", "l ", "01"]) {
      expect(rootFromSides(leaf, bad, [leaf, leaf], sha256), bad).toBeNull();
    }
    expect(rootFromSides(leaf, "l", [leaf.subarray(1)], sha256)).toBeNull();
  });

  it("refuses old size 0, a shrunk tree, and a seed where the old tree is a power of two", () => {
    const [one, eight] = [at(roots, 1), at(roots, 8)];
    const path = consistencyPath(leaves.slice(0, 8), 4, sha256);
    const claim = { oldSize: 4n, oldRoot: at(roots, 4), newSize: 8n, newRoot: eight, path };
    expect(verifyConsistency(claim, sha256)).toBe(true);
    expect(verifyConsistency({ ...claim, path: [at(roots, 4), ...path] }, sha256)).toBe(false);
    const nothing = { oldSize: 0n, oldRoot: emptyRoot(sha256), newSize: 8n, newRoot: eight, path: [] };
    expect(verifyConsistency(nothing, sha256)).toBe(false);
    const shrunk = { oldSize: 8n, oldRoot: eight, newSize: 1n, newRoot: one, path: [] };
    expect(verifyConsistency(shrunk, sha256)).toBe(false);
  });

  it("bounds what a stranger can send: sizes beyond 2^63, negative numbers, paths deeper than a tree, odd hashes", () => {
    const leaf = at(leaves, 0);
    const long = Array.from({ length: MAX_INCLUSION_PATH + 1 }, () => leaf);
    const claim = { leafHash: leaf, index: 0n, size: 1n, path: [], root: leaf };
    expect(verifyInclusion(claim, sha256)).toBe(true);
    for (const bad of [
      { size: 0n },
      { index: 1n },
      { index: -1n },
      { size: 2n ** 63n + 1n, path: long },
      { size: 2n ** 64n, path: long },
      { leafHash: leaf.subarray(1) },
      { leafHash: new Uint8Array(33), root: new Uint8Array(33) },
      { size: 2n, path: [leaf.subarray(1)] },
    ]) {
      expect(verifyInclusion({ ...claim, ...bad }, sha256)).toBe(false);
    }
    const consistency = { oldSize: 3n, oldRoot: leaf, newSize: 2n ** 63n, newRoot: leaf };
    const path = Array.from({ length: MAX_CONSISTENCY_PATH + 1 }, () => leaf);
    expect(verifyConsistency({ ...consistency, path }, sha256)).toBe(false);
    expect(verifyConsistency({ ...consistency, newSize: 2n ** 63n + 1n, path: [leaf] }, sha256)).toBe(false);
  });
});
