import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { toBase64 } from "@/lib/core/bytes/base64";
import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { Primitives } from "@/lib/core/log/primitives";
import { browserPrimitives } from "@/lib/primitives/browser";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { publicProof } from "./build-proof";
import type { ReadChain } from "./chain-step";
import { parseProofFile } from "./parse-proof-file";
import { formatProofFile, MAX_PUBLIC_PROOF, type ProofFile } from "./proof-file";
import type { StepId } from "./proof-step";
import { tamper } from "./tamper";
import { packLink, type Sample, sampleProof } from "./testing/sample-proof";
import { type VerifyOptions, verifyProof } from "./verify-proof";

/** Signature checks dominate a proof; remembered by their input, thousands of changed proofs stay quick. */
function remembering(primitives: Primitives): Primitives {
  const known = new Map<string, boolean | Uint8Array | null>();
  const once = <T extends boolean | Uint8Array | null>(parts: Uint8Array[], compute: () => T): T => {
    const key = parts.map(toHex).join();
    if (!known.has(key)) known.set(key, compute());
    return known.get(key) as T;
  };
  return {
    ...primitives,
    verifyEd25519: (...args) => once(args, () => primitives.verifyEd25519(...args)),
    recoverAddress: (...args) => once(args, () => primitives.recoverAddress(...args)),
  };
}

const primitives = remembering(nodePrimitives);
let sample: Sample;
let all: VerifyOptions;

beforeAll(async () => {
  sample = await sampleProof({}, testSigners, nodePrimitives);
  all = { readChain: sample.readChain, openRecord: sample.openRecord };
});

const holds = async (proof: ProofFile, options: VerifyOptions = all): Promise<boolean> =>
  (await verifyProof(proof, primitives, options)).holds;

/** Ids of the steps that failed. */
const broken = async (proof: ProofFile, options: VerifyOptions = all): Promise<StepId[]> =>
  (await verifyProof(proof, primitives, options)).steps
    .filter(({ held }) => held === false)
    .map(({ id }) => id);

const codes = async (proof: ProofFile, options: VerifyOptions = all): Promise<string[]> =>
  (await verifyProof(proof, primitives, options)).steps.map(({ code }) => code);

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
    const { holds: does, steps } = await verifyProof(sample.full, primitives);
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

describe("a changed proof", () => {
  it("breaks in exactly the step that the change belongs to", async () => {
    for (const proof of [sample.public, sample.full]) {
      for (const target of ["statement", "pack", "log", "checkpoint", "chain"] as const) {
        const changed = tamper(proof, target);
        if (!changed) throw new Error(`nothing to change in ${target}`);
        expect(changed.before).not.toBe(changed.after);
        // A changed pack or statement is not the record's either.
        const steps = (await broken(changed.proof)).filter((id) => id !== "record");
        expect(steps, target).toEqual([target]);
        expect(parseProofFile(formatProofFile(changed.proof)).ok).toBe(true);
      }
    }
    expect(tamper({ ...sample.public, anchors: [] }, "chain")).toBeNull();
  });

  it("breaks in the right step in a log of one leaf and an event of one pack without a statement", async () => {
    const tiny = await sampleProof(
      { packs: 1, pack: 0, index: 0n, size: 1n, path: 0 },
      testSigners,
      nodePrimitives,
    );
    const options = { readChain: tiny.readChain };
    expect(await holds(tiny.public, options)).toBe(true);
    for (const target of ["statement", "pack", "log", "checkpoint", "chain"] as const) {
      const changed = tamper(tiny.public, target);
      expect(changed && (await broken(changed.proof, options)), target).toEqual([target]);
    }
  });

  it("never holds: whichever byte of the file is changed, and in whichever way", async () => {
    for (const proof of [sample.public, sample.full]) {
      const text = formatProofFile(proof);
      const bytes = utf8(text);
      // A full proof begins as the public one, whose bytes were tried already.
      const first = proof.kind === "full" ? utf8(text.slice(0, text.indexOf('"eventKey"'))).length : 0;
      const stands = async (at: number, mask: number): Promise<boolean> => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ mask;
        const parsed = parseProofFile(changed);
        return parsed.ok && (await holds(parsed.value));
      };
      for (let at = first; at < bytes.length; at++) {
        const flipped = 1 << (at % 7);
        expect(await stands(at, flipped), `byte ${at}, bit ${at % 7}`).toBe(false);
        expect(await stands(at, 0x20), `byte ${at}, case`).toBe(false);
      }
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: bytes.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          async (at, mask) => !(await stands(at, mask)),
        ),
        { numRuns: 300 },
      );
    }
  }, 60_000);

  it("never holds with bytes cut out, put in or swapped", async () => {
    const text = formatProofFile(sample.public);
    const place = fc.nat({ max: text.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, place, fc.string({ minLength: 1, maxLength: 3 }), async (a, b, piece) => {
        const [from, to] = a < b ? [a, b] : [b, a + 1];
        const changed = [
          text.slice(0, from) + text.slice(to),
          text.slice(0, from) + text.slice(to - 1, to) + text.slice(from, to - 1) + text.slice(to),
          text.slice(0, from) + piece + text.slice(from),
        ];
        for (const one of changed) {
          if (one.replace(/\s/g, "") === text.replace(/\s/g, "")) continue;
          const parsed = parseProofFile(one);
          expect(parsed.ok && (await holds(parsed.value)), one).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it("never holds when parts of two true proofs are mixed", async () => {
    const other = await sampleProof(
      { packs: 4, pack: 2, index: 8n, size: 11n, path: 3 },
      testSigners,
      nodePrimitives,
    );
    for (const name of [
      "statementSalt",
      "epc",
      "epcRoot",
      "rest",
      "entry",
      "leaf",
      "checkpoint",
      "anchors",
    ] as const) {
      const mixed = { ...sample.public, [name]: other.public[name] };
      const same = JSON.stringify(mixed, replacer) === JSON.stringify(sample.public, replacer);
      expect(await holds(mixed), name).toBe(same);
    }
  });
});

const replacer = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

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
        const { holds: does, steps } = await verifyProof(sample.public, primitives, {
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

describe("what is not a proof", () => {
  const refusal = (input: string | Uint8Array): string | null => {
    const parsed = parseProofFile(input);
    return parsed.ok ? null : `${parsed.refusal.code}: ${parsed.refusal.message}`;
  };
  /** The sample's JSON with one member set (by its dotted name), or taken out when the value is undefined. */
  const with_ = (name: string, value: unknown): string => {
    const json: unknown = JSON.parse(formatProofFile(sample.full));
    const path = name.split(".");
    const last = path.pop() ?? "";
    const parent = path.reduce((at, key) => Reflect.get(Object(at), key), json);
    Reflect.set(Object(parent), last, value);
    return JSON.stringify(json);
  };

  it("is refused with what is wrong with it", () => {
    const good = formatProofFile(sample.public);
    expect(refusal(good)).toBeNull();
    const notJson = ["", "null", "[]", '"x"', "{", `\ufeff${good}`, `${good}x`, "[".repeat(200_000)];
    for (const bad of notJson) expect(refusal(bad)).toMatch(/^PROOF_NOT_JSON/);
    expect(refusal(Uint8Array.of(0xff, 0xfe))).toMatch(/^PROOF_NOT_JSON/);
    expect(refusal("{}")).toMatch(/^PROOF_OTHER_FORMAT/);
    expect(refusal(good.replace("proof/v1", "proof/v2"))).toMatch(/^PROOF_OTHER_FORMAT/);
    expect(refusal(good.replace('"public"', '"private"'))).toMatch(/^PROOF_OTHER_FORMAT/);
    expect(refusal(good + " ".repeat(MAX_PUBLIC_PROOF))).toMatch(/^PROOF_TOO_LARGE/);
    expect(refusal(new Uint8Array(16_777_217))).toMatch(/^PROOF_TOO_LARGE/);
  });

  it("has one spelling: a member twice, an escaped letter or another number form is refused", () => {
    const good = formatProofFile(sample.public);
    expect(refusal(good.replace('"kind"', '"kind":"full","kind"'))).toMatch(/^PROOF_NOT_JSON/);
    expect(refusal(good.replace("dispensing", "d\\u0069spensing"))).toMatch(/^PROOF_NOT_JSON/);
    expect(refusal(good.replace("https:/", "https:\\/"))).toMatch(/^PROOF_NOT_JSON/);
    expect(refusal(good.replace('"chainId":"31337"', '"chainId":31337'))).toMatch(/chainId must be/);
  });

  it("has exactly the members, lengths and spellings of the format, and the message names the first wrong one", () => {
    const entry = toBase64(sample.full.entry);
    const anchor: unknown = JSON.parse(formatProofFile(sample.full)).anchors[0];
    const cases: [string, string, unknown][] = [
      ["The proof has an unknown member", "extra", 1],
      ["The proof lacks entry", "entry", undefined],
      ["origin must be", "origin", "two words"],
      ["logId must be", "logId", toHex(sample.full.logId).toUpperCase()],
      ["statement must be an object", "statement", []],
      ["statement has an unknown member", "statement.site", "x"],
      ["statement lacks month", "statement.month", undefined],
      ["statement.month must be", "statement.month", 202611],
      ["statementSalt must be 16 bytes", "statementSalt", entry],
      ["epc.role must be one of", "epc.role", "toString"],
      ["epc.link must be", "epc.link", "https://example.com/01/1"],
      ["epc.sides must be", "epc.sides", "LR"],
      ["epc.path must be", "epc.path", "AAAA"],
      ["rest.kind must be one of", "rest.kind", 1],
      ["entry must be 32 bytes", "entry", `${entry}=`],
      ["leaf.index must be", "leaf.index", "01"],
      ["leaf.size must be", "leaf.size", 11],
      ["leaf.path must be", "leaf.path", toBase64(new Uint8Array(64 * 32))],
      ["checkpoint must be", "checkpoint", null],
      ["keys.head must be", "keys.head", ""],
      ["anchors must be a list", "anchors", {}],
      ["anchors must be a list", "anchors", Array(9).fill(anchor)],
      ["anchors[0].contract must be", "anchors.0.contract", "0x00"],
      ["eventKey must be 32 bytes", "eventKey", toBase64(sample.full.statementSalt)],
      ["record must be", "record", {}],
      ["signatures must be a list", "signatures", "x"],
      ["signatures[0] must be", "signatures", ["?"]],
    ];
    for (const [message, name, value] of cases) expect(refusal(with_(name, value)), name).toContain(message);
    const hidden = formatProofFile(sample.full).replace("{", '{"__proto__":{"entry":1},');
    expect(refusal(hidden)).toContain("The proof has an unknown member");
    const open = JSON.stringify({ ...JSON.parse(formatProofFile(sample.public)), eventKey: "" });
    expect(refusal(open)).toContain("unknown member");
  });

  it("never throws, whatever it is given", () => {
    const good = formatProofFile(sample.public);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => !parseProofFile(bytes).ok));
    fc.assert(fc.property(fc.json(), (json) => !parseProofFile(json).ok));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(JSON.parse(good))), fc.jsonValue(), (name, value) => {
        const changed = { ...JSON.parse(good), [name]: value };
        return typeof parseProofFile(JSON.stringify(changed)).ok === "boolean";
      }),
    );
  });
});
