import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "@/lib/core/bytes/bytes";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { parseProofFile } from "./parse-proof-file";
import { formatProofFile } from "./proof-file";
import { tamper } from "./tamper";
import { checkerOf } from "./testing/checker";
import { sampleProof } from "./testing/sample-proof";

const sample = await sampleProof({}, testSigners, nodePrimitives);
const { holds, broken } = checkerOf(sample, nodePrimitives);

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
