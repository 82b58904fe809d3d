import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { toHex } from "@/lib/core/bytes/hex";
import { logIdOf } from "@/lib/core/log/checkpoint";
import { headDigest } from "@/lib/core/log/head-digest";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { parseProofFile } from "./parse-proof-file";
import { formatProofFile } from "./proof-file";
import { sampleProof } from "./testing/sample-proof";
import { verifyProof } from "./verify-proof";

const page = readFileSync(fileURLToPath(new URL("../../../docs/proof-format.md", import.meta.url)), "utf8");
// Not marked as JSON: the formatter would break its one line, and the bytes are the point.
const example = /```text\n(\{.+\})\n```/.exec(page)?.[1] ?? "";

describe("docs/proof-format.md", () => {
  it("shows a proof that we would write and that holds, so that another verifier can be tested with it", async () => {
    const sample = await sampleProof({}, testSigners, nodePrimitives);
    expect(example).toBe(formatProofFile(sample.public));
    const parsed = parseProofFile(example);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    const { holds, steps } = await verifyProof(parsed.value, nodePrimitives);
    expect([holds, steps.at(-1)?.held]).toEqual([true, "not-checked"]);
  });

  it("lists the values a verifier meets on the way", async () => {
    const { public: proof, leaf } = await sampleProof({}, testSigners, nodePrimitives);
    const { sha256, keccak256 } = nodePrimitives;
    const [anchor] = proof.anchors;
    if (!anchor) throw new Error("the sample is anchored");
    const digest = headDigest(
      { logId: logIdOf(proof.origin, sha256), size: anchor.size, root: anchor.root },
      keccak256,
    );
    for (const bytes of [proof.epcRoot, leaf.statementCommitment, proof.entry, anchor.root, digest]) {
      expect(page).toContain(toHex(bytes));
    }
  });
});
