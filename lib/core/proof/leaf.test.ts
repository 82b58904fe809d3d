import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, u32, utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import { canonicalBytes } from "@/lib/core/canonical/canonical-json";
import { inclusionPath, rootOf } from "@/lib/core/merkle/tree";
import { nodePrimitives } from "@/lib/primitives/node";
import { hmacSha256 } from "./hmac";
import {
  buildEntry,
  type EntryInput,
  EPC_ROLE,
  type EpcRef,
  type EpcRole,
  epcLeafHash,
  LEAF_KIND,
  type LeafKind,
  saltsOf,
  sortEpcs,
} from "./leaf";
import { type PublicStatement, STATEMENT_MEMBERS, statementBytes } from "./statement";
import { packLink, sampleStatement } from "./testing/sample-proof";

const { sha256 } = nodePrimitives;

const input: EntryInput = {
  kind: "event",
  statement: sampleStatement,
  epcs: [
    { role: "child", link: packLink(2) },
    { role: "parent", link: "https://id.gs1.org/00/095060001343520003" },
    { role: "child", link: packLink(1) },
  ],
  eventHash: `ni:///sha-256;${"ab".repeat(32)}?ver=CBV2.0`,
  recordHash: sha256(utf8("record")),
  eventKey: sha256(utf8("key")),
  signatures: [],
};
const entry = (change: Partial<EntryInput> = {}): string =>
  toHex(buildEntry({ ...input, ...change }, sha256).entry);

const value = fc.option(fc.stringMatching(/^[ !#-[\]-~]{1,12}$/), { nil: null });
const statement: fc.Arbitrary<PublicStatement> = fc.record({
  type: value,
  action: value,
  bizStep: value,
  disposition: value,
  registryState: value,
  outcome: value,
  month: value,
  actorKind: value,
  country: value,
});
const epc: fc.Arbitrary<EpcRef> = fc.record({
  role: fc.constantFrom(...(Object.keys(EPC_ROLE) as EpcRole[])),
  link: fc.stringMatching(/^https:\/\/id\.gs1\.org\/[!-~]{1,20}$/),
});
const entryInput: fc.Arbitrary<EntryInput> = fc.record({
  kind: fc.constantFrom(...(Object.keys(LEAF_KIND) as LeafKind[])),
  statement,
  epcs: fc.array(epc, { maxLength: 9 }),
  eventHash: fc.string({ maxLength: 20 }),
  recordHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  eventKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  signatures: fc.array(fc.uint8Array({ minLength: 1, maxLength: 70 }), { maxLength: 3 }),
});

describe("leaf of an event", () => {
  it("stays what it was: entries in old logs must be rebuilt by new programs", () => {
    expect(entry()).toBe("ef83cde15ff23e7efff1516a795f4d6cc28c7b584da62f9ab0b295000116a2f6");
    expect(entry({ epcs: [], signatures: [Uint8Array.of(1, 2)], kind: "erasure", eventHash: "" })).toBe(
      "ac507892f9c54746cef6e6db664e8c3ad1222dcf24ef9964456d5f26808e4268",
    );
  });

  it("is computed as docs/proof-format.md writes it, step by step", () => {
    const leaf = buildEntry(input, sha256);
    const tag = (name: string) => utf8(`packproof/${name}/v1\0`);
    const salt = (label: string, i: number) =>
      new Uint8Array(createHmac("sha256", input.eventKey).update(label).update(u32(i)).digest()).slice(0, 16);
    const pub = sha256(concat(tag("pub"), salt("pub", 0), statementBytes(sampleStatement)));
    const order = [
      ["01", "https://id.gs1.org/00/095060001343520003"],
      ["02", packLink(1)],
      ["02", packLink(2)],
    ] as const;
    const epcRoot = rootOf(
      order.map(([role, link], i) =>
        sha256(
          concat(
            Uint8Array.of(0),
            sha256(concat(tag("epc"), salt("epc", i), Uint8Array.of(Number.parseInt(role, 16)), utf8(link))),
          ),
        ),
      ),
      sha256,
    );
    const rec = sha256(concat(tag("rec"), salt("rec", 0), utf8(input.eventHash), input.recordHash));
    const sig = sha256(tag("sig"));
    expect(leaf.epcRoot).toEqual(epcRoot);
    expect(leaf.entry).toEqual(sha256(concat(tag("leaf"), Uint8Array.of(1), pub, epcRoot, rec, sig)));
  });

  it("changes with every input", () => {
    const first = entry();
    const others: Partial<EntryInput>[] = [
      { kind: "attestation" },
      { eventHash: input.eventHash.replace("a", "b") },
      { recordHash: input.recordHash.map((byte, i) => (i === 31 ? byte ^ 1 : byte)) },
      { eventKey: input.eventKey.map((byte, i) => (i === 0 ? byte ^ 0x80 : byte)) },
      { signatures: [new Uint8Array()] },
      { signatures: [Uint8Array.of(0)] },
      { epcs: [] },
      { epcs: input.epcs.slice(1) },
      { epcs: input.epcs.map(({ link }) => ({ link, role: "object" })) },
      ...STATEMENT_MEMBERS.map((name) => ({ statement: { ...sampleStatement, [name]: null } })),
      ...STATEMENT_MEMBERS.map((name) => ({ statement: { ...sampleStatement, [name]: "other" } })),
    ];
    const all = [first, ...others.map(entry)];
    expect(new Set(all).size).toBe(all.length);
  });

  it("is the same for two inputs only when they say the same", () => {
    const said = (one: EntryInput) => JSON.stringify({ ...one, epcs: sortEpcs(one.epcs) });
    fc.assert(
      fc.property(entryInput, entryInput, (a, b) => {
        const same = toHex(buildEntry(a, sha256).entry) === toHex(buildEntry(b, sha256).entry);
        expect(same).toBe(said(a) === said(b));
      }),
    );
  });

  it("does not depend on the order in which an event lists its packs, nor on repeats", () => {
    fc.assert(
      fc.property(entryInput, fc.integer({ min: 0, max: 100 }), (one, by) => {
        const turned = [...one.epcs.slice(by % 7), ...one.epcs.slice(0, by % 7), ...one.epcs.slice(0, 2)];
        expect(buildEntry({ ...one, epcs: turned }, sha256).entry).toEqual(buildEntry(one, sha256).entry);
      }),
    );
  });

  it("keeps lists of signatures apart that have the same bytes", () => {
    const ab = [utf8("a"), utf8("b")];
    expect(new Set([entry({ signatures: ab }), entry({ signatures: [utf8("ab")] })]).size).toBe(2);
  });

  it("gives every pack a salt of its own, which opens only that pack", () => {
    const leaf = buildEntry(input, sha256);
    expect(new Set(leaf.epcSalts.map(toHex)).size).toBe(leaf.epcs.length);
    leaf.epcs.forEach((one, i) => {
      const salt = saltsOf(input.eventKey, sha256)("epc", i);
      expect(leaf.epcLevels[0]?.[i]).toEqual(epcLeafHash(one, salt, sha256));
    });
    const hashes = [...(leaf.epcLevels[0] ?? [])];
    expect(inclusionPath(hashes, 1, sha256).length).toBe(2);
  });

  it("refuses keys and record hashes of another length: they would be weaker salts or shifted bytes", () => {
    expect(() => entry({ eventKey: new Uint8Array(31) })).toThrow(RangeError);
    expect(() => entry({ recordHash: new Uint8Array(33) })).toThrow(RangeError);
  });
});

describe("statement", () => {
  it("is canonical JSON, the same bytes as canonical/v1 gives", () => {
    fc.assert(
      fc.property(statement, (one) => {
        expect(statementBytes(one)).toEqual(canonicalBytes(one));
      }),
    );
  });

  it("refuses what would need escaping, and what is too long to be a word", () => {
    for (const bad of ['"', "\\", "é", "a\n", "", "x".repeat(65)]) {
      expect(() => statementBytes({ ...sampleStatement, bizStep: bad }), bad).toThrow(RangeError);
    }
  });
});

describe("HMAC-SHA-256", () => {
  it("agrees with node:crypto for every key length and message", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 140 }), fc.uint8Array({ maxLength: 200 }), (key, message) => {
        const expected = createHmac("sha256", key).update(message).digest("hex");
        expect(toHex(hmacSha256(key, sha256)(message))).toBe(expected);
      }),
    );
  });
});
