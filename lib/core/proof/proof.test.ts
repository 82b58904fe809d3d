import { describe, expect, it } from "vitest";
import { toBase64 } from "@/lib/core/bytes/base64";
import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import { browserPrimitives } from "@/lib/primitives/browser";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { publicProof } from "./build-proof";
import type { ReadChain } from "./chain-step";
import { parseProofFile } from "./parse-proof-file";
import { formatProofFile } from "./proof-file";
import { checkerOf } from "./testing/checker";
import { packLink, sampleProof } from "./testing/sample-proof";
import { verifyProof } from "./verify-proof";

const sample = await sampleProof({}, testSigners, nodePrimitives);
const { all, check, holds, broken, codes } = checkerOf(sample, nodePrimitives);

describe("a proof", () => {
  it("holds in every step, in Node and with the browser's primitives", async () => {
    for (const runtime of [nodePrimitives, browserPrimitives]) {
      const open = await verifyProof(sample.public, runtime, all);
      expect(open.steps.map(({ id, held }) => [id, held])).toEqual([
        ["pack", true],
        ["statement", true],
        ["log", true],
        ["checkpoint", true],
        ["chain", true],
      ]);
      expect(open.holds).toBe(true);
      const whole = await verifyProof(sample.full, runtime, all);
      expect(whole.steps.map(({ id }) => id)).toEqual([
        "pack",
        "statement",
        "record",
        "log",
        "checkpoint",
        "chain",
      ]);
      expect(whole.steps.every(({ held }) => held === true)).toBe(true);
    }
  });

  it("survives being written and read, pretty-printed or not", () => {
    for (const proof of [sample.public, sample.full]) {
      const text = formatProofFile(proof);
      expect(parseProofFile(text)).toEqual({ ok: true, value: proof });
      expect(parseProofFile(utf8(`${JSON.stringify(JSON.parse(text), null, 2)}\n`))).toEqual({
        ok: true,
        value: proof,
      });
    }
  });

  it("says that nothing was asked of a chain or a record when there was nobody to ask", async () => {
    const { holds: does, steps } = await check(sample.full, {});
    expect(does).toBe(true);
    const unchecked = steps.filter(({ held }) => held === "not-checked").map(({ code }) => code);
    expect(unchecked).toEqual(["RECORD_NOT_OPENED", "CHAIN_NOT_ASKED"]);
    const young = { ...sample.public, anchors: [] };
    expect((await codes(young)).at(-1)).toBe("NOT_ANCHORED");
  });

  it("fits in 4 KB for one of 10,000 packs in a log of 10^10 leaves", async () => {
    const large = await sampleProof(
      { packs: 10_000, pack: 7_777, index: 1_234_567_890n, size: 10n ** 10n, path: 34 },
      testSigners,
      nodePrimitives,
    );
    const text = formatProofFile(large.public);
    expect(text.length).toBeLessThanOrEqual(4_096);
    expect(large.public.epc.path.length).toBe(14);
    expect(await holds(large.public, { readChain: large.readChain })).toBe(true);
  });

  it("opens any one pack of an event, and no pack the event does not name", async () => {
    for (const packs of [1, 2, 5, 8, 13]) {
      for (let pack = 0; pack < packs; pack++) {
        const one = await sampleProof({ packs, pack }, testSigners, nodePrimitives);
        expect(await holds(one.public, { readChain: one.readChain })).toBe(true);
      }
    }
    const { public: open, leaf } = sample;
    const place = { ...open, leaf: open.leaf };
    for (const epc of [
      { role: "object", link: packLink(99) },
      { role: "child", link: packLink(1) },
    ] as const) {
      expect(publicProof(leaf, epc, place, nodePrimitives.sha256)).toBeNull();
      expect(await broken({ ...open, epc: { ...open.epc, ...epc } })).toEqual(["pack"]);
    }
  });
});

describe("a public proof gives away nothing else", () => {
  it("holds no other serial, no event hash, no event key, no record and no salt but its own two", async () => {
    const { full, leaf } = sample;
    const text = formatProofFile(sample.public);
    for (const other of [0, 2]) expect(text).not.toContain(`PACK${String(other).padStart(16, "0")}`);
    const secrets = [
      full.eventKey,
      ...leaf.epcSalts.filter((salt) => toHex(salt) !== toHex(full.epc.salt)),
      nodePrimitives.sha256(utf8(full.record)),
    ];
    for (const secret of secrets) {
      expect(text).not.toContain(toHex(secret));
      expect(text).not.toContain(toBase64(secret).replace(/=+$/, ""));
    }
    for (const word of ["eventKey", 'record"', 'signatures"', "ni:///", "ab".repeat(32)]) {
      expect(text).not.toContain(word);
    }
  });
});

describe("what a checker knows from elsewhere", () => {
  it("is compared: another log, other keys or another contract do not hold, though the file agrees with itself", async () => {
    const { public: proof } = sample;
    const [anchor] = proof.anchors;
    if (!anchor) throw new Error("the sample is anchored");
    const known = {
      origin: proof.origin,
      checkpointKey: proof.keys.checkpoint,
      headKey: proof.keys.head,
      contracts: [anchor],
    };
    expect(await codes(proof, { ...all, expect: known })).toEqual([
      "PACK_NAMED",
      "STATEMENT_UNCHANGED",
      "IN_LOG",
      "SIGNED_BY_KNOWN_KEYS",
      "ON_CHAIN",
    ]);
    expect((await codes(proof)).slice(3)).toEqual(["SIGNED", "ON_CHAIN_AS_CLAIMED"]);
    for (const wrong of [{ origin: "other" }, { checkpointKey: proof.keys.head }, { headKey: "x" }]) {
      expect(await broken(proof, { ...all, expect: { ...known, ...wrong } })).toEqual(["checkpoint"]);
    }
    for (const contracts of [
      [],
      [{ ...anchor, chainId: 1n }],
      [{ ...anchor, contract: new Uint8Array(20) }],
    ]) {
      expect(await broken(proof, { ...all, expect: { ...known, contracts } })).toEqual(["chain"]);
    }
  });
});

describe("what a chain says", () => {
  const answering =
    (change: Partial<Extract<Awaited<ReturnType<ReadChain>>, { answered: true }>>): ReadChain =>
    async (question) => {
      const answer = await sample.readChain(question);
      return answer.answered ? { ...answer, ...change } : answer;
    };

  it("decides: no root, another root, key or block, a fork, or a path the contract refuses", async () => {
    const cases = {
      NOT_ON_CHAIN: [{ root: null }, { root: new Uint8Array(32) }],
      OTHER_KEY_ON_CHAIN: [{ headKey: null }, { headKey: new Uint8Array(20) }],
      LOG_FORKED: [{ forked: true }],
      NOT_INCLUDED_ON_CHAIN: [{ includes: false }],
      NOT_IN_THAT_BLOCK: [{ block: null }, { block: 7n }],
    };
    for (const [code, changes] of Object.entries(cases)) {
      for (const change of changes) {
        const { holds: does, steps } = await check(sample.public, {
          readChain: answering(change),
        });
        expect([does, steps.at(-1)?.code]).toEqual([false, code]);
      }
    }
  });

  it("leaves the step unchecked when it cannot be asked, and needs only one of several chains", async () => {
    const two = await sampleProof({ anchors: 2 }, testSigners, nodePrimitives);
    const silent: ReadChain = async () => ({ answered: false, why: "no connection" });
    expect((await codes(two.public, { readChain: silent })).at(-1)).toBe("CHAIN_SILENT");
    const first: ReadChain = (question) =>
      question.anchor.chainId === 31_337n ? two.readChain(question) : silent(question);
    expect((await codes(two.public, { readChain: first })).at(-1)).toBe("ON_CHAIN_AS_CLAIMED");
    const contradicted: ReadChain = async (question) => {
      const answer = await two.readChain(question);
      return question.anchor.chainId === 31_337n || !answer.answered ? answer : { ...answer, root: null };
    };
    expect((await codes(two.public, { readChain: contradicted })).at(-1)).toBe("NOT_ON_CHAIN");
  });
});

describe("a full proof", () => {
  it("does not hold for a record that cannot be read, says something else, or names other packs", async () => {
    const opened = sample.openRecord(sample.full.record);
    if (!opened) throw new Error("the sample opens");
    const cases = [
      [() => null, "RECORD_UNREADABLE"],
      [() => ({ ...opened, eventHash: "other" }), "RECORD_CHANGED"],
      [() => ({ ...opened, epcs: opened.epcs.slice(1) }), "RECORD_CHANGED"],
      [() => ({ ...opened, epcs: [...opened.epcs].reverse() }), "RECORD_MATCHES"],
    ] as const;
    for (const [openRecord, code] of cases) {
      expect((await codes(sample.full, { openRecord }))[2]).toBe(code);
    }
    expect((await codes({ ...sample.full, record: "other" }, { openRecord: () => opened }))[2]).toBe(
      "RECORD_CHANGED",
    );
  });
});
