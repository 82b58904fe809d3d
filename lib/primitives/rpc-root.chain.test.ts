import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChain } from "@/lib/chain/client";
import { deployPackproofLog, openLog } from "@/lib/chain/deploy";
import { type Anvil, startAnvil } from "@/lib/chain/testing/anvil";
import { gwei, value } from "@/lib/chain/testing/world";
import { utf8 } from "@/lib/core/bytes/bytes";
import { fromHex, toHex } from "@/lib/core/bytes/hex";
import { keysOf, logIdOf, signCheckpoint } from "@/lib/core/log/checkpoint";
import { formatNoteKey } from "@/lib/core/log/note";
import { leafHash } from "@/lib/core/merkle/hash";
import { inclusionPath, rootOf } from "@/lib/core/merkle/tree";
import { publicProof } from "@/lib/core/proof/build-proof";
import { buildEntry } from "@/lib/core/proof/leaf";
import { parseProofFile } from "@/lib/core/proof/parse-proof-file";
import { formatProofFile, type PublicProof } from "@/lib/core/proof/proof-file";
import { packLink, sampleStatement } from "@/lib/core/proof/testing/sample-proof";
import { verifyProof } from "@/lib/core/proof/verify-proof";
import { browserPrimitives } from "./browser";
import { nodePrimitives } from "./node";
import { rpcChainReader } from "./rpc-root";
import { testSigners } from "./testing-keys";

const { sha256, keccak256 } = nodePrimitives;
const origin = "packproof.example/real-log";
const SIZE = 21;
const INDEX = 13;

const bytes = (hex: string): Uint8Array => fromHex(hex.slice(2)) ?? new Uint8Array();

describe("a public proof against the contract on a real EVM", () => {
  let chain: Anvil;
  let proof: PublicProof;

  beforeAll(async () => {
    chain = await startAnvil();
    const on = {
      rpcUrl: chain.rpcUrl,
      chainId: chain.chainId,
      administratorKey: chain.funderKey,
      feeCap: 100n * gwei,
    };
    const { contract } = value(await deployPackproofLog(on));
    const logId = logIdOf(origin, sha256);
    value(await openLog(on, contract, { logId, headKey: `0x${toHex(testSigners.head.address)}` }));

    const epc = { role: "object", link: packLink(1) } as const;
    const leaf = buildEntry(
      {
        kind: "event",
        statement: sampleStatement,
        epcs: [epc, { role: "object", link: packLink(2) }],
        eventHash: "ni:///sha-256;00?ver=CBV2.0",
        recordHash: sha256(utf8("record")),
        eventKey: sha256(utf8("key")),
        signatures: [],
      },
      sha256,
    );
    const entries = Array.from({ length: SIZE }, (_, i) =>
      i === INDEX ? leaf.entry : sha256(utf8(`entry ${i}`)),
    );
    const leaves = entries.map((entry) => leafHash(entry, sha256));
    const root = rootOf(leaves, sha256);
    const size = BigInt(SIZE);
    const { note, headSignature } = await signCheckpoint({ origin, size, root }, testSigners, nodePrimitives);

    const opened = openChain({
      rpcUrl: chain.rpcUrl,
      chainId: chain.chainId,
      contract,
      finality: { kind: "tag", tag: "finalized" },
      payerKey: chain.funderKey,
      feeCap: 100n * gwei,
    });
    if (!opened.ok) throw new Error(opened.refusal.message);
    const client = opened.value;
    const step = { logId, oldSize: 0n, newSize: size, root, proof: [], headSignature };
    const prepared = value(await client.prepareAnchor(step, { nonce: value(await client.nextNonce()) }));
    value(await client.broadcast(prepared.rawTx));
    const receipt = value(await client.receiptOf(prepared.hash));
    if (receipt?.status !== "success") throw new Error("the anchor was not mined");
    client.close();

    const keys = keysOf(origin, testSigners.ed25519.publicKey, testSigners.head.address);
    const made = publicProof(
      leaf,
      epc,
      {
        origin,
        leaf: { index: BigInt(INDEX), size, path: inclusionPath(leaves, INDEX, sha256) },
        checkpoint: note,
        keys: { checkpoint: formatNoteKey(keys.ed25519, sha256), head: formatNoteKey(keys.head, sha256) },
        anchors: [
          {
            chainId: BigInt(chain.chainId),
            contract: bytes(contract),
            size,
            root,
            block: receipt.block,
            transaction: bytes(prepared.hash),
          },
        ],
      },
      sha256,
    );
    if (!made) throw new Error("the event names this pack");
    proof = made;
  });
  afterAll(() => chain?.stop());

  it("holds in all five steps, read back from its file, with either runtime's primitives", async () => {
    const parsed = parseProofFile(formatProofFile(proof));
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    for (const primitives of [nodePrimitives, browserPrimitives]) {
      const readChain = rpcChainReader(chain.rpcUrl, keccak256);
      const { steps } = await verifyProof(parsed.value, primitives, { readChain });
      expect(steps.map(({ held }) => held)).toEqual([true, true, true, true, true]);
    }
  });

  it("does not hold when the file names another block, transaction, contract, size or entry", async () => {
    const [anchor] = proof.anchors;
    if (!anchor) throw new Error("the proof is anchored");
    const readChain = rpcChainReader(chain.rpcUrl, keccak256);
    const cases = [
      [{ block: anchor.block - 1n }, "NOT_IN_THAT_BLOCK"],
      [{ transaction: sha256(anchor.transaction) }, "NOT_IN_THAT_BLOCK"],
      [{ contract: testSigners.head.address }, "NOT_ON_CHAIN"],
    ] as const;
    for (const [change, code] of cases) {
      const { holds, steps } = await verifyProof(
        { ...proof, anchors: [{ ...anchor, ...change }] },
        nodePrimitives,
        {
          readChain,
        },
      );
      expect([holds, steps.at(-1)?.code]).toEqual([false, code]);
    }
    const question = {
      anchor,
      logId: proof.logId,
      index: proof.leaf.index,
      entry: proof.entry,
      path: proof.leaf.path,
    };
    for (const change of [{ entry: sha256(proof.entry) }, { index: 12n }, { path: question.path.slice(1) }]) {
      expect(await readChain({ ...question, ...change })).toMatchObject({ answered: true, includes: false });
    }
    expect(await readChain({ ...question, logId: proof.entry })).toMatchObject({ root: null, headKey: null });
    expect(await readChain({ ...question, anchor: { ...anchor, size: 20n } })).toMatchObject({
      root: null,
      block: null,
    });
  });

  it("says that it was not answered by another chain, a web page or nobody", async () => {
    const [anchor] = proof.anchors;
    if (!anchor) throw new Error("the proof is anchored");
    const question = {
      anchor,
      logId: proof.logId,
      index: proof.leaf.index,
      entry: proof.entry,
      path: proof.leaf.path,
    };
    const other = { ...question, anchor: { ...anchor, chainId: 1n } };
    expect(await rpcChainReader(chain.rpcUrl, keccak256)(other)).toMatchObject({ answered: false });
    const page: typeof fetch = async () => new Response("<html>", { status: 200 });
    expect(await rpcChainReader("http://page", keccak256, page)(question)).toMatchObject({ answered: false });
    expect(await rpcChainReader("http://127.0.0.1:1", keccak256)(question)).toMatchObject({
      answered: false,
    });
  });
});
