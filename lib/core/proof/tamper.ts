import { fromBase64, toBase64 } from "@/lib/core/bytes/base64";
import type { Place, ProofFile } from "./proof-file";
import type { StepId } from "./proof-step";
import { STATEMENT_MEMBERS } from "./statement";

export type TamperTarget = Exclude<StepId, "record">;

export type Tampered = {
  readonly proof: ProofFile;
  /** Member that was changed, as the file names it. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
};

/**
 * Flips one bit of one member, chosen so that exactly the step `target` no longer holds: what "change one byte" shows.
 * Null when the proof has nothing to change there (no anchor yet).
 */
export function tamper(proof: ProofFile, target: TamperTarget): Tampered | null {
  switch (target) {
    case "pack": {
      const link = flipCharacter(proof.epc.link);
      return change({ ...proof, epc: { ...proof.epc, link } }, "epc.link", proof.epc.link, link);
    }
    case "statement": {
      const name = ["bizStep" as const, ...STATEMENT_MEMBERS].find(
        (member) => proof.statement[member] !== null,
      );
      if (!name) {
        const statementSalt = flipBit(proof.statementSalt);
        const [before, after] = [proof.statementSalt, statementSalt].map(toBase64);
        return change({ ...proof, statementSalt }, "statementSalt", before, after);
      }
      const before = proof.statement[name] ?? "";
      const after = flipCharacter(before);
      return change(
        { ...proof, statement: { ...proof.statement, [name]: after } },
        `statement.${name}`,
        before,
        after,
      );
    }
    case "log":
      return tamperLeaf(proof);
    case "checkpoint": {
      const checkpoint = flipSignature(proof.checkpoint);
      return change({ ...proof, checkpoint }, "checkpoint", proof.checkpoint, checkpoint);
    }
    case "chain": {
      const [first, ...others] = proof.anchors;
      if (!first) return null;
      const root = flipBit(first.root);
      const [before, after] = [first.root, root].map(toBase64);
      return change({ ...proof, anchors: [{ ...first, root }, ...others] }, "anchors[0].root", before, after);
    }
  }
}

function tamperLeaf(proof: ProofFile): Tampered {
  const [first, ...others] = proof.leaf.path;
  // A log of one leaf has no path: its index is all there is to change.
  const leaf: Place = first
    ? { ...proof.leaf, path: [flipBit(first), ...others] }
    : { ...proof.leaf, index: proof.leaf.index ^ 1n };
  const [before, after] = first
    ? [toBase64(first), toBase64(flipBit(first))]
    : [String(proof.leaf.index), String(leaf.index)];
  return change({ ...proof, leaf }, first ? "leaf.path" : "leaf.index", before, after);
}

const change = (proof: ProofFile, field: string, before = "", after = ""): Tampered => ({
  proof,
  field,
  before,
  after,
});

const flipBit = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte));

/** Flips the lowest bit of the last letter or digit that stays one, so that the text keeps its form. */
function flipCharacter(text: string): string {
  for (let i = text.length - 1; i >= 0; i--) {
    const flipped = String.fromCharCode(text.charCodeAt(i) ^ 1);
    if (/[0-9A-Za-z]/.test(text.charAt(i)) && /[0-9A-Za-z]/.test(flipped)) {
      return text.slice(0, i) + flipped + text.slice(i + 1);
    }
  }
  return text;
}

/** Flips a bit of the first signature's bytes, after its key id. */
function flipSignature(note: string): string {
  const [, line, base64] = /(\u2014 [^ ]+ )([A-Za-z0-9+/=]+)\n/.exec(note) ?? [];
  const bytes = base64 === undefined ? null : fromBase64(base64);
  if (!bytes) return note;
  const flipped = bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte));
  return note.replace(`${line}${base64}\n`, `${line}${toBase64(flipped)}\n`);
}
