import { isOrigin } from "@/lib/core/log/checkpoint";
import { HASH_BYTES } from "@/lib/core/merkle/hash";
import { MAX_INCLUSION_PATH } from "@/lib/core/merkle/verify";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { EPC_ROLE, type EpcRole, EVENT_KEY_BYTES, LEAF_KIND, type LeafKind, SALT_BYTES } from "./leaf";
import {
  type Anchor,
  MAX_ANCHORS,
  MAX_FULL_PROOF,
  MAX_PUBLIC_PROOF,
  PROOF_FORMAT,
  type ProofFile,
} from "./proof-file";
import { isStatementValue, type PublicStatement, STATEMENT_MEMBERS } from "./statement";
import { type Members, type StrangersReader, strangersReader } from "./strangers-reader";
import { parseStrictJson } from "./strict-json";

export type ProofFileRefusal =
  | "PROOF_TOO_LARGE"
  | "PROOF_NOT_JSON"
  | "PROOF_OTHER_FORMAT"
  | "PROOF_MALFORMED";

const ADDRESS_BYTES = 20;
const MAX_SIGNATURES = 64;
const MAX_SIGNATURE_BYTES = 8_192;
const MAX_NOTE = 8_192;

const COMMON = [
  "format",
  "kind",
  "origin",
  "logId",
  "statement",
  "statementSalt",
  "epc",
  "epcRoot",
  "rest",
  "entry",
  "leaf",
  "checkpoint",
  "keys",
  "anchors",
];
const FULL = [...COMMON, "eventKey", "record", "signatures"];

function readStatement(value: unknown, { members, problems }: StrangersReader): PublicStatement {
  const read = members(value, "statement", STATEMENT_MEMBERS);
  const member = (name: keyof PublicStatement): string | null => {
    const text = read[name];
    if (isStatementValue(text)) return text;
    problems.push(`statement.${name} must be null or 1 to 64 printable ASCII characters`);
    return null;
  };
  return {
    type: member("type"),
    action: member("action"),
    bizStep: member("bizStep"),
    disposition: member("disposition"),
    registryState: member("registryState"),
    outcome: member("outcome"),
    month: member("month"),
    actorKind: member("actorKind"),
    country: member("country"),
  };
}

function readAnchor(value: unknown, at: string, { members, hex, size, bytes }: StrangersReader): Anchor {
  const read = members(value, at, ["chainId", "contract", "size", "root", "block", "transaction"]);
  return {
    chainId: size(read.chainId, `${at}.chainId`),
    contract: hex(read.contract, `${at}.contract`, "0x", ADDRESS_BYTES),
    size: size(read.size, `${at}.size`),
    root: bytes(read.root, `${at}.root`, HASH_BYTES),
    block: size(read.block, `${at}.block`),
    transaction: hex(read.transaction, `${at}.transaction`, "0x", HASH_BYTES),
  };
}

function readProof(value: Members, kind: "public" | "full", read: StrangersReader): ProofFile {
  const { members, text, name, bytes, hex, size, list, path } = read;
  members(value, "The proof", kind === "full" ? FULL : COMMON);
  const epc = members(value.epc, "epc", ["role", "link", "salt", "sides", "path"]);
  const rest = members(value.rest, "rest", ["kind", "recordCommitment", "signaturesHash"]);
  const leaf = members(value.leaf, "leaf", ["index", "size", "path"]);
  const keys = members(value.keys, "keys", ["checkpoint", "head"]);
  const isLink = (link: string): boolean => /^https:\/\/id\.gs1\.org\/[!-~]{1,220}$/.test(link);
  const isSides = (sides: string): boolean => /^[lr]{0,63}$/.test(sides);
  const isWord = (word: string): boolean => word.length <= 512 && !/\s/.test(word) && word !== "";
  const common = {
    origin: text(value.origin, "origin", "the name of a log, without spaces and plus signs", isOrigin),
    logId: hex(value.logId, "logId", "", HASH_BYTES),
    statement: readStatement(value.statement, read),
    statementSalt: bytes(value.statementSalt, "statementSalt", SALT_BYTES),
    epc: {
      role: name<EpcRole>(epc.role, "epc.role", EPC_ROLE),
      link: text(epc.link, "epc.link", "a canonical Digital Link, https://id.gs1.org/…", isLink),
      salt: bytes(epc.salt, "epc.salt", SALT_BYTES),
      sides: text(epc.sides, "epc.sides", `up to ${MAX_INCLUSION_PATH} letters l and r`, isSides),
      path: path(epc.path, "epc.path"),
    },
    epcRoot: bytes(value.epcRoot, "epcRoot", HASH_BYTES),
    rest: {
      kind: name<LeafKind>(rest.kind, "rest.kind", LEAF_KIND),
      recordCommitment: bytes(rest.recordCommitment, "rest.recordCommitment", HASH_BYTES),
      signaturesHash: bytes(rest.signaturesHash, "rest.signaturesHash", HASH_BYTES),
    },
    entry: bytes(value.entry, "entry", HASH_BYTES),
    leaf: {
      index: size(leaf.index, "leaf.index"),
      size: size(leaf.size, "leaf.size"),
      path: path(leaf.path, "leaf.path"),
    },
    checkpoint: text(value.checkpoint, "checkpoint", "a signed note", (note) => note.length <= MAX_NOTE),
    keys: {
      checkpoint: text(keys.checkpoint, "keys.checkpoint", "a C2SP verifier key", isWord),
      head: text(keys.head, "keys.head", "a C2SP verifier key", isWord),
    },
    anchors: list(value.anchors, "anchors", MAX_ANCHORS).map((anchor, i) =>
      readAnchor(anchor, `anchors[${i}]`, read),
    ),
  };
  if (kind === "public") return { kind, ...common };
  return {
    kind,
    ...common,
    eventKey: bytes(value.eventKey, "eventKey", EVENT_KEY_BYTES),
    record: text(value.record, "record", "the record as text", (record) => record.length > 0),
    signatures: list(value.signatures, "signatures", MAX_SIGNATURES).map((signature, i) => {
      const raw = read.base64(signature, MAX_SIGNATURE_BYTES);
      if (!raw?.length)
        read.problems.push(`signatures[${i}] must be up to ${MAX_SIGNATURE_BYTES} bytes in base64`);
      return raw ?? new Uint8Array();
    }),
  };
}

const NEXT = "Download the proof again from where it was published, and check the file as it came.";

/**
 * Parses a proof file, text or UTF-8 bytes, from anybody. Refuses what does not have exactly the members, lengths and
 * spellings of docs/proof-format.md, and says what is wrong. Says nothing about whether the proof holds.
 */
export function parseProofFile(input: string | Uint8Array): Result<ProofFile, ProofFileRefusal> {
  if (input.length > MAX_FULL_PROOF) {
    return refuse("PROOF_TOO_LARGE", `This file is larger than any proof: ${input.length} bytes.`, NEXT);
  }
  const text = typeof input === "string" ? input : decode(input);
  const value = text === null ? undefined : parseStrictJson(text);
  if (text === null || typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse(
      "PROOF_NOT_JSON",
      "This file is not a proof: it is not one JSON object in UTF-8 with each member once, spelled plainly.",
      NEXT,
    );
  }
  const { format, kind } = value as Members;
  if (format !== PROOF_FORMAT || (kind !== "public" && kind !== "full")) {
    return refuse(
      "PROOF_OTHER_FORMAT",
      `This file is not a proof this program knows: it must be "${PROOF_FORMAT}" of kind public or full.`,
      "Use a newer Packproof, or ask who gave you the file what it is.",
    );
  }
  if (kind === "public" && text.length > MAX_PUBLIC_PROOF) {
    return refuse("PROOF_TOO_LARGE", `A public proof is never this large: ${text.length} characters.`, NEXT);
  }
  const read = strangersReader();
  const proof = readProof(value as Members, kind, read);
  const [first] = read.problems;
  if (first === undefined) return ok(proof);
  const more = read.problems.length - 1;
  const message = `This proof cannot be read: ${first}${more > 0 ? ` (and ${more} more)` : ""}.`;
  return refuse("PROOF_MALFORMED", message, NEXT);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Bytes that are no UTF-8 are no proof.
    return null;
  }
}
