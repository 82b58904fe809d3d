import { readdirSync, readFileSync } from "node:fs";
import { Interface } from "ethers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile } from "@/contracts/compile.mjs";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { bytes32, type Hex } from "./hex";
import { addressOf } from "./keys";
import { connectRpc, type Rpc } from "./provider";
import { hexText } from "./shape";
import { type Anvil, startAnvil } from "./testing/anvil";
import { consistencyProof, entries, inclusionPath, leafHash, proofBetween, rootOf } from "./testing/tree";
import { gwei, mined, value } from "./testing/world";
import { broadcast, lowestUnconfirmedNonce, prepareTransaction, receiptOf } from "./transaction";

/**
 * The Solidity verifier alone, behind a harness contract, against trees built in another language and against the
 * vectors of the reference implementation (a folder beside the repository; without it our own trees still run).
 */
const harness = new Interface([
  "function includes(bytes32 root, uint64 size, uint64 index, bytes32 leafHash, bytes32[] path) view returns (bool)",
  "function extends(uint64 oldSize, bytes32 oldRoot, uint64 newSize, bytes32 newRoot, bytes32[] proof) view returns (bool)",
]);

let anvil: Anvil;
let rpc: Rpc;
let address: Hex;
beforeAll(async () => {
  anvil = await startAnvil();
  rpc = connectRpc(anvil);
  const { MerkleHarness } = await compile(["test/support/MerkleHarness.sol"]);
  if (!MerkleHarness) throw new Error("no harness");
  const payer = { key: anvil.funderKey, chainId: anvil.chainId, feeCap: 100n * gwei };
  const nonce = value(await lowestUnconfirmedNonce(rpc, addressOf(payer.key)));
  const deploy = { to: null, data: MerkleHarness.bytecode as Hex };
  const prepared = value(await prepareTransaction(rpc, payer, deploy, { nonce }));
  value(await broadcast(rpc, prepared.rawTx));
  const { contract } = await mined(prepared.hash, { receiptOf: (hash) => receiptOf(rpc, hash) });
  if (!contract) throw new Error("not deployed");
  address = contract;
});
afterAll(async () => {
  rpc.close();
  await anvil.stop();
});

async function ask(name: "includes" | "extends", args: readonly unknown[]): Promise<boolean> {
  const data = harness.encodeFunctionData(name, args);
  const answer = value(await rpc.ask("eth_call", [{ to: address, data }, "latest"], hexText));
  return harness.decodeFunctionResult(name, answer)[0] === true;
}

const includes = (
  root: Uint8Array,
  size: bigint,
  index: bigint,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
) => ask("includes", [bytes32(root), size, index, bytes32(leaf), path.map(bytes32)]);
const extend = (
  oldSize: bigint,
  oldRoot: Uint8Array,
  newSize: bigint,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
) => ask("extends", [oldSize, bytes32(oldRoot), newSize, bytes32(newRoot), proof.map(bytes32)]);

describe("the contract's verifier and trees built in TypeScript", () => {
  const size = fc.integer({ min: 1, max: 300 });

  it("agree on every leaf", async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), async (n, seed) => {
        const leaves = entries(n);
        const index = seed % n;
        const leaf = leafHash(leaves[index] ?? new Uint8Array());
        const path = inclusionPath(index, leaves);
        expect(await includes(rootOf(leaves), BigInt(n), BigInt(index), leaf, path)).toBe(true);
        expect(await includes(rootOf(leaves), BigInt(n), BigInt((index + 1) % n), leaf, path)).toBe(n === 1);
      }),
      { numRuns: 40 },
    );
  });

  it("agree on every growth, and that another history did not grow from it", async () => {
    await fc.assert(
      fc.asyncProperty(size, size, async (m, more) => {
        const leaves = entries(m + more);
        const [oldSize, newSize] = [BigInt(m), BigInt(m + more)];
        const oldRoot = rootOf(leaves.slice(0, m));
        const proof = consistencyProof(m, leaves);
        expect(await extend(oldSize, oldRoot, newSize, rootOf(leaves), proof)).toBe(true);
        const others = entries(m + more, "b");
        const forged = consistencyProof(m, others);
        expect(await extend(oldSize, oldRoot, newSize, rootOf(others), forged)).toBe(false);
        expect(await extend(oldSize, oldRoot, newSize, rootOf(leaves), forged)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it("agree up to the greatest size, and on any change there", async () => {
    const oldSize = fc.bigInt({ min: 1n, max: (1n << 63n) - 1n });
    await fc.assert(
      fc.asyncProperty(oldSize, oldSize, fc.nat(), async (a, b, seed) => {
        const [small, big] = a < b ? [a, b] : [b, a + 1n];
        const { oldRoot, newRoot, proof } = proofBetween(small, big);
        expect(await extend(small, oldRoot, big, newRoot, proof)).toBe(true);
        const spoilt = proof.map((node) => Uint8Array.from(node));
        const victim = spoilt[seed % spoilt.length];
        if (victim) victim[seed % 32] = (victim[seed % 32] ?? 0) ^ 1;
        expect(await extend(small, oldRoot, big, newRoot, spoilt)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

const { folder, present } = sharedVectors("merkle/transparency-dev-merkle/testdata/");
type Vector = {
  leafIdx: number;
  treeSize: number;
  leafHash: string;
  root: string;
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  desc: string;
  wantErr: boolean;
};

function vectors(kind: "inclusion" | "consistency"): Vector[] {
  return readdirSync(folder + kind, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(`${folder}${kind}/${name}`, "utf8")));
}

const bytes = (base64: string | null) => new Uint8Array(Buffer.from(base64 ?? "", "base64"));
/** A bytes32 or uint64 argument cannot hold hashes of another length or other numbers: those cases cannot be sent. */
const fits = (hashes: (string | null)[], sizes: number[]) =>
  hashes.every((hash) => bytes(hash).length === 32) && sizes.every((n) => Number.isSafeInteger(n) && n >= 0);

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("the contract's verifier and the reference implementation's cases", () => {
  it("agree on every inclusion case that can be sent", async () => {
    const cases = vectors("inclusion").filter((v) =>
      fits([v.root, v.leafHash, ...(v.proof ?? [])], [v.treeSize, v.leafIdx]),
    );
    expect(cases.length).toBeGreaterThanOrEqual(60);
    for (const v of cases) {
      const path = (v.proof ?? []).map(bytes);
      const found = await includes(
        bytes(v.root),
        BigInt(v.treeSize),
        BigInt(v.leafIdx),
        bytes(v.leafHash),
        path,
      );
      expect([v.desc, found]).toEqual([v.desc, !v.wantErr]);
    }
  });

  it("agree on every consistency case that can be sent, equal sizes aside: there the contract compares roots", async () => {
    const cases = vectors("consistency").filter(
      (v) => v.size1 !== v.size2 && fits([v.root1, v.root2, ...(v.proof ?? [])], [v.size1, v.size2]),
    );
    expect(cases.length).toBeGreaterThanOrEqual(60);
    for (const v of cases) {
      const proof = (v.proof ?? []).map(bytes);
      const holds = await extend(BigInt(v.size1), bytes(v.root1), BigInt(v.size2), bytes(v.root2), proof);
      expect([v.desc, holds]).toEqual([v.desc, !v.wantErr]);
    }
  });
});
