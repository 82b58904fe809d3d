import { equalBytes, utf8 } from "@/lib/core/bytes/bytes";
import { isSignedBy, logIdOf, parseCheckpoint, type SignedCheckpoint } from "@/lib/core/log/checkpoint";
import { type NoteKey, parseNoteKey } from "@/lib/core/log/note";
import type { Primitives } from "@/lib/core/log/primitives";
import { leafHash } from "@/lib/core/merkle/hash";
import { rootFromPath, rootFromSides } from "@/lib/core/merkle/verify";
import { checkChain, type ReadChain } from "./chain-step";
import { buildEntry, type EpcRef, entryOf, epcLeafHash, statementCommitment } from "./leaf";
import type { FullProof, ProofFile } from "./proof-file";
import { type Detail, detail, type ProofStep, step } from "./proof-step";

/**
 * Opens the record of a full proof: recomputes the event's hash and reads which EPCs it names, in any order. Null when
 * the text is no record. Injected, so that checking a public proof does not need EPCIS.
 */
export type OpenRecord = (
  record: string,
) => { readonly eventHash: string; readonly epcs: readonly EpcRef[] } | null;

/** What the person checking already knows, from elsewhere than the file. */
export type Expectation = {
  readonly origin?: string;
  /** C2SP verifier keys. */
  readonly checkpointKey?: string;
  readonly headKey?: string;
  /** The only contracts to believe: address of 20 bytes. */
  readonly contracts?: readonly { readonly chainId: bigint; readonly contract: Uint8Array }[];
};

export type VerifyOptions = {
  /** Asks a chain; without it the chain step is "not-checked". */
  readonly readChain?: ReadChain;
  readonly openRecord?: OpenRecord;
  readonly expect?: Expectation;
};

export type Verification = {
  /** No step failed. Steps that were not checked are named in `steps`. */
  readonly holds: boolean;
  /** In order: pack, statement, record (full proofs only), log, checkpoint, chain. */
  readonly steps: readonly ProofStep[];
};

/**
 * Checks a proof step by step. Each step relies on values the file states and the next step checks, so that a changed
 * byte breaks the step it belongs to and all steps together leave nothing unchecked.
 */
export async function verifyProof(
  proof: ProofFile,
  primitives: Primitives,
  options: VerifyOptions = {},
): Promise<Verification> {
  const signed = parseCheckpoint(proof.checkpoint);
  const log = checkLog(proof, signed, primitives);
  const chain = {
    readChain: options.readChain,
    contracts: options.expect?.contracts,
    inLog: log.held === true,
  };
  const steps = [
    checkPack(proof, primitives),
    checkStatement(proof, primitives),
    ...(proof.kind === "full" ? [checkRecord(proof, primitives, options.openRecord)] : []),
    log,
    checkCheckpoint(proof, signed, primitives, options.expect),
    await checkChain(proof, signed, primitives, chain),
  ];
  return { holds: steps.every(({ held }) => held !== false), steps };
}

/** Step 1: the pack's hash leads to the list of packs the event names (R_epc). */
function checkPack({ epc, epcRoot }: ProofFile, { sha256 }: Primitives): ProofStep {
  const leaf = epcLeafHash(epc, epc.salt, sha256);
  const root = rootFromSides(leaf, epc.sides, epc.path, sha256);
  const details: Detail[] = [
    detail("pack", utf8(epc.link)),
    detail("salt", epc.salt),
    detail("packHash", leaf),
    ...(root ? [detail("computedRoot", root)] : []),
    detail("statedRoot", epcRoot),
  ];
  return root && equalBytes(root, epcRoot)
    ? step("pack", true, "PACK_NAMED", "The statement is about this pack.", details)
    : step("pack", false, "PACK_NOT_NAMED", "The statement is not about this pack.", details);
}

/** Step 2: statement, packs and the closed rest together are the entry. */
function checkStatement(proof: ProofFile, { sha256 }: Primitives): ProofStep {
  const commitment = statementCommitment(proof.statement, proof.statementSalt, sha256);
  const computed = entryOf(
    { ...proof.rest, statementCommitment: commitment, epcRoot: proof.epcRoot },
    sha256,
  );
  const details = [
    detail("salt", proof.statementSalt),
    detail("statementHash", commitment),
    detail("computedEntry", computed),
    detail("statedEntry", proof.entry),
  ];
  return equalBytes(computed, proof.entry)
    ? step(
        "statement",
        true,
        "STATEMENT_UNCHANGED",
        "The statement was not changed since it was made.",
        details,
      )
    : step("statement", false, "STATEMENT_CHANGED", "The statement is not the one that was made.", details);
}

/** Step for full proofs: the record, opened with the event key, gives the same entry from the beginning. */
function checkRecord(proof: FullProof, { sha256 }: Primitives, openRecord?: OpenRecord): ProofStep {
  const recordHash = sha256(utf8(proof.record));
  const details = [detail("recordHash", recordHash)];
  if (!openRecord) {
    return step("record", "not-checked", "RECORD_NOT_OPENED", "The record was not opened here.", details);
  }
  const opened = openRecord(proof.record);
  if (!opened) return step("record", false, "RECORD_UNREADABLE", "The record cannot be read.", details);
  const { kind } = proof.rest;
  const { entry } = buildEntry({ ...proof, ...opened, kind, recordHash }, sha256);
  details.push(detail("eventHash", utf8(opened.eventHash)), detail("computedEntry", entry));
  return equalBytes(entry, proof.entry)
    ? step("record", true, "RECORD_MATCHES", "The whole record is the one that was logged.", details)
    : step("record", false, "RECORD_CHANGED", "The record is not the one that was logged.", details);
}

/** Step 3: the entry's leaf leads to the root the checkpoint states, at the checkpoint's size. */
function checkLog(proof: ProofFile, signed: SignedCheckpoint | null, { sha256 }: Primitives): ProofStep {
  const { index, size, path } = proof.leaf;
  const leaf = leafHash(proof.entry, sha256);
  const root = rootFromPath(leaf, index, size, path, sha256);
  const details = [
    detail("leafHash", leaf),
    ...path.map((hash, i) => detail(`path${i}`, hash)),
    ...(root ? [detail("computedRoot", root)] : []),
    ...(signed ? [detail("statedRoot", signed.checkpoint.root)] : []),
  ];
  if (!signed)
    return step("log", false, "NO_CHECKPOINT", "The file holds no checkpoint that can be read.", details);
  if (!root || size !== signed.checkpoint.size || !equalBytes(root, signed.checkpoint.root)) {
    return step("log", false, "NOT_IN_LOG", "The statement is not in this log.", details);
  }
  return step("log", true, "IN_LOG", `The statement is number ${index + 1n} of ${size} in the log.`, details);
}

/** Step 4: both keys of the log signed the head, and file and checkpoint are of the same log. */
function checkCheckpoint(
  proof: ProofFile,
  signed: SignedCheckpoint | null,
  primitives: Primitives,
  expect: Expectation = {},
): ProofStep {
  const failed = (code: string, sentence: string, details: readonly Detail[] = []): ProofStep =>
    step("checkpoint", false, code, sentence, details);
  if (!signed) return failed("NO_CHECKPOINT", "The file holds no checkpoint that can be read.");
  const { origin } = signed.checkpoint;
  const logId = logIdOf(origin, primitives.sha256);
  const key = (word: string, type: NoteKey["type"]): NoteKey | null => {
    const parsed = parseNoteKey(word, primitives.sha256);
    return parsed?.type === type && parsed.name === origin ? parsed : null;
  };
  const checkpointKey = key(proof.keys.checkpoint, "ed25519");
  const headKey = key(proof.keys.head, "head");
  const details = [
    detail("logId", logId),
    detail("root", signed.checkpoint.root),
    ...(checkpointKey ? [detail("checkpointKey", checkpointKey.publicKey)] : []),
    ...(headKey ? [detail("headKey", headKey.publicKey)] : []),
    ...signed.note.signatures.map(({ signature }, i) => detail(`signature${i}`, signature)),
  ];
  if (proof.origin !== origin || !equalBytes(proof.logId, logId)) {
    return failed("OTHER_LOG", "The head is of another log than the one this file names.", details);
  }
  if (
    (expect.origin !== undefined && expect.origin !== origin) ||
    (expect.checkpointKey !== undefined && expect.checkpointKey !== proof.keys.checkpoint) ||
    (expect.headKey !== undefined && expect.headKey !== proof.keys.head)
  ) {
    return failed(
      "NOT_THE_EXPECTED_LOG",
      "This file is of another log, or other keys, than you expect.",
      details,
    );
  }
  const isSigned = (by: NoteKey | null): boolean => by !== null && isSignedBy(signed, by, primitives);
  if (!isSigned(checkpointKey) || !isSigned(headKey)) {
    return failed("NOT_SIGNED", "The head of the log is not signed by the keys this file names.", details);
  }
  const known = expect.checkpointKey !== undefined && expect.headKey !== undefined;
  return known
    ? step(
        "checkpoint",
        true,
        "SIGNED_BY_KNOWN_KEYS",
        `The log ${origin} signed this head with both its keys.`,
        details,
      )
    : step(
        "checkpoint",
        true,
        "SIGNED",
        `Both keys this file names for the log ${origin} signed this head. Compare them with the keys it publishes.`,
        details,
      );
}
