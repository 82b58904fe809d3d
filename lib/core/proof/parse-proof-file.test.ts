import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBase64 } from "@/lib/core/bytes/base64";
import { toHex } from "@/lib/core/bytes/hex";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { parseProofFile } from "./parse-proof-file";
import { formatProofFile, MAX_PUBLIC_PROOF } from "./proof-file";
import { sampleProof } from "./testing/sample-proof";

const sample = await sampleProof({}, testSigners, nodePrimitives);

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
    expect(refusal(good.replace('"chainId":"31337"', '"chainId":31337'))).toMatch(
      /^PROOF_MALFORMED.*chainId must be/,
    );
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
