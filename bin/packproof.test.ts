import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AbiCoder, Interface, id } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toHex } from "@/lib/core/bytes/hex";
import { formatProofFile, type ProofFile } from "@/lib/core/proof/proof-file";
import { tamper } from "@/lib/core/proof/tamper";
import { type Sample, sampleProof } from "@/lib/core/proof/testing/sample-proof";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "packproof-cli-"));
const write = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return name;
};

type Run = { code: number | null; out: string; err: string };

/** Runs the command as a person does, in a folder of their own. */
const run = (args: string[], input = ""): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "bin/packproof.mjs"), ...args], { cwd: folder });
    const text = { out: "", err: "" };
    child.stdout.on("data", (chunk) => {
      text.out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      text.err += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...text }));
    child.stdin.end(input);
  });

/** A node that knows one head of one contract: the answers are encoded by ethers, an independent ABI coder. */
function fakeNode(proof: ProofFile): Promise<{ server: Server; url: string; calls: string[] }> {
  const abi = new Interface([
    "function rootAt(bytes32 logId, uint64 size) view returns (bytes32)",
    "function verifyInclusion(bytes32 logId, uint64 size, uint64 index, bytes32 entry, bytes32[] path) view returns (bool)",
    "function status(bytes32 logId) view returns (address headKey, uint64 size, bool closed, uint64 closedAtSize, bool forked)",
  ]);
  const hex = (bytes: Uint8Array | undefined): string => `0x${toHex(bytes ?? new Uint8Array(32))}`;
  const [anchor] = proof.anchors;
  if (!anchor) throw new Error("the sample is anchored");
  const calls: string[] = [];
  const answer = (method: string, [first]: { to?: string; data?: string }[]): unknown => {
    if (method === "eth_chainId") return "0x7a69";
    if (method === "eth_getTransactionReceipt") {
      const topics = [
        id("Anchored(bytes32,uint64,bytes32)"),
        hex(proof.logId),
        `0x${anchor.size.toString(16).padStart(64, "0")}`,
      ];
      const log = { address: hex(anchor.contract), topics, data: hex(anchor.root) };
      return String(first) === hex(anchor.transaction) ? { blockNumber: "0x4b4", logs: [log] } : null;
    }
    if (first?.to !== hex(anchor.contract)) return "0x";
    const call = abi.parseTransaction({ data: first.data ?? "" });
    calls.push(call?.name ?? "unknown");
    const isLog = call?.args[0] === hex(proof.logId);
    if (call?.name === "rootAt")
      return isLog && call.args[1] === anchor.size ? hex(anchor.root) : hex(undefined);
    if (call?.name === "status") {
      const values = [hex(testSigners.head.address), anchor.size, false, 0, false];
      return AbiCoder.defaultAbiCoder().encode(["address", "uint64", "bool", "uint64", "bool"], values);
    }
    const [, size, index, entry, path] = call?.args ?? [];
    const same =
      isLog &&
      size === proof.leaf.size &&
      index === proof.leaf.index &&
      entry === hex(proof.entry) &&
      [...path].join() === proof.leaf.path.map(hex).join();
    return AbiCoder.defaultAbiCoder().encode(["bool"], [same]);
  };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { id: number, method, params } = JSON.parse(body);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ jsonrpc: "2.0", id: number, result: answer(method, params) }));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({ server, url: `http://127.0.0.1:${port}`, calls });
    });
  });
}

describe("packproof verify", { timeout: 60_000 }, () => {
  let sample: Sample;
  let node: Awaited<ReturnType<typeof fakeNode>>;
  let good: string;

  beforeAll(async () => {
    sample = await sampleProof({}, testSigners, nodePrimitives);
    node = await fakeNode(sample.public);
    good = write("proof.json", formatProofFile(sample.public));
  });
  afterAll(() => {
    node.server.close();
    rmSync(folder, { recursive: true });
  });

  it("ends with 0 for a proof that holds, and names what it did not check", async () => {
    const { code, out, err } = await run(["verify", good]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("✓ 1 The statement is about this pack.");
    expect(out).toContain("– 5 No chain was asked.");
    expect(out).toContain("The proof holds. Not checked: chain.");
    expect((await run(["verify", "-"], formatProofFile(sample.public))).code).toBe(0);
  });

  it("ends with 1 for a changed proof, and says which step broke", async () => {
    for (const [target, number] of [
      ["pack", 1],
      ["statement", 2],
      ["log", 3],
      ["checkpoint", 4],
      ["chain", 5],
    ] as const) {
      const changed = tamper(sample.public, target);
      if (!changed) throw new Error("nothing to change");
      const { code, out } = await run(["verify", write(`${target}.json`, formatProofFile(changed.proof))]);
      expect(code, target).toBe(1);
      expect(out.match(/✗ (\d)/g), target).toEqual([`✗ ${number}`]);
      expect(out).toContain("does NOT hold");
    }
  });

  it("ends with 2 for what it cannot use, with a sentence and no stack trace", async () => {
    const cases: [string[], RegExp][] = [
      [["verify"], /Name one proof file/],
      [["verify", good, good], /Name one proof file/],
      [["verify", "missing.json"], /missing\.json cannot be read/],
      [["verify", write("text.json", "hello")], /not a proof/],
      [["verify", write("half.json", formatProofFile(sample.public).slice(0, 900))], /not a proof/],
      [["verify", good, "--rpc", "ftp://x"], /--rpc needs/],
      [["verify", good, "--contract", "0x12"], /--contract needs/],
      [["verify", good, "--colour"], /--colour/],
      [["prove"], /no command "prove"/],
    ];
    for (const [args, message] of cases) {
      const { code, err } = await run(args);
      expect(code, args.join(" ")).toBe(2);
      expect(err).toMatch(message);
      expect(err).not.toContain("    at ");
    }
  });

  it("asks the chain when told to: root, the contract's own inclusion view, status and receipt", async () => {
    const { code, out } = await run(["verify", good, "--rpc", node.url]);
    expect(out).toContain("✓ 5 Chain 31337 holds this head since block 1204");
    expect(code).toBe(0);
    expect([...node.calls].sort()).toEqual(["rootAt", "status", "verifyInclusion"]);
    const [anchor] = sample.public.anchors;
    if (!anchor) throw new Error("the sample is anchored");
    const strict = ["verify", good, "--rpc", node.url, "--contract"];
    expect((await run([...strict, `0x${toHex(anchor.contract)}`])).code).toBe(0);
    expect((await run([...strict, `0x${"00".repeat(20)}`])).code).toBe(1);
  });

  it("ends with 1 when the chain says otherwise", async () => {
    const [anchor] = sample.public.anchors;
    if (!anchor) throw new Error("the sample is anchored");
    for (const change of [
      { block: 3n },
      { transaction: new Uint8Array(32) },
      { contract: new Uint8Array(20) },
    ]) {
      const file = write(
        "chain.json",
        formatProofFile({ ...sample.public, anchors: [{ ...anchor, ...change }] }),
      );
      expect((await run(["verify", file, "--rpc", node.url])).code).toBe(1);
    }
  });

  it("ends with 2 when the chain it was told to ask cannot answer for this proof", async () => {
    const [anchor] = sample.public.anchors;
    if (!anchor) throw new Error("the sample is anchored");
    const young = write("young.json", formatProofFile({ ...sample.public, anchors: [] }));
    const other = write(
      "other.json",
      formatProofFile({ ...sample.public, anchors: [{ ...anchor, chainId: 1n }] }),
    );
    for (const args of [
      [young, "--rpc", node.url],
      [other, "--rpc", node.url],
      [good, "--rpc", "http://127.0.0.1:1"],
    ]) {
      const { code, out } = await run(["verify", ...args]);
      expect(code).toBe(2);
      expect(out).toContain("the chain did not answer");
    }
  });

  it("compares the keys a person already knows", async () => {
    const { keys } = sample.public;
    const known = [
      "--checkpoint-key",
      keys.checkpoint,
      "--head-key",
      keys.head,
      "--origin",
      sample.public.origin,
    ];
    const { code, out } = await run(["verify", good, ...known]);
    expect([code, out.includes("with both its keys")]).toEqual([0, true]);
    expect((await run(["verify", good, "--origin", "another.example/log"])).code).toBe(1);
  });
});
