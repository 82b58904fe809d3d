import { compareBytes, concat, equalBytes, u32, utf8 } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";
import { leafHash } from "@/lib/core/merkle/hash";
import { levelsOf, rootOfLevels, type TreeLevels } from "@/lib/core/merkle/tree";
import { hmacSha256 } from "./hmac";
import { type PublicStatement, statementBytes } from "./statement";

/** What a leaf stands for; the byte is hashed into the entry. */
export const LEAF_KIND = {
  event: 1,
  attestation: 2,
  keyChange: 3,
  logLink: 4,
  commitment: 5,
  erasure: 6,
} as const;
export type LeafKind = keyof typeof LEAF_KIND;

/** The field of the event that names an EPC; the byte is hashed with it, so a parent cannot pass as a child. */
export const EPC_ROLE = {
  object: 0,
  parent: 1,
  child: 2,
  input: 3,
  output: 4,
  objectClass: 5,
  childClass: 6,
  inputClass: 7,
  outputClass: 8,
} as const;
export type EpcRole = keyof typeof EPC_ROLE;

/** An EPC of an event: its role and its canonical Digital Link (https://id.gs1.org/…, ASCII). */
export type EpcRef = { readonly role: EpcRole; readonly link: string };

export const EVENT_KEY_BYTES = 32;
export const SALT_BYTES = 16;

/** First bytes of each hash, so that no hash of one purpose can stand for another. */
const TAG = {
  leaf: utf8("packproof/leaf/v1\0"),
  pub: utf8("packproof/pub/v1\0"),
  epc: utf8("packproof/epc/v1\0"),
  rec: utf8("packproof/rec/v1\0"),
  sig: utf8("packproof/sig/v1\0"),
} as const;

export type SaltLabel = "pub" | "epc" | "rec";

/**
 * s(label, i): the first 16 bytes of HMAC-SHA-256(event key, label ‖ i as u32). One key opens the whole event; one
 * salt opens one part and says nothing about the others.
 */
export function saltsOf(eventKey: Uint8Array, sha256: Sha256): (label: SaltLabel, i: number) => Uint8Array {
  const hmac = hmacSha256(eventKey, sha256);
  return (label, i) => hmac(concat(utf8(label), u32(i))).slice(0, SALT_BYTES);
}

/** C_pub: hides a statement that anyone could otherwise guess, until its salt is shown. */
export const statementCommitment = (
  statement: PublicStatement,
  salt: Uint8Array,
  sha256: Sha256,
): Uint8Array => sha256(concat(TAG.pub, salt, statementBytes(statement)));

/** Leaf hash of one EPC in R_epc (RFC 6962: 0x00 before the data hash). */
export const epcLeafHash = ({ role, link }: EpcRef, salt: Uint8Array, sha256: Sha256): Uint8Array =>
  leafHash(sha256(concat(TAG.epc, salt, Uint8Array.of(EPC_ROLE[role]), utf8(link))), sha256);

/** C_rec: eventHash is the whole CBV text (ni:///sha-256;…?ver=CBV2.0); recordHash is 32 bytes. */
export const recordCommitment = (
  eventHash: string,
  recordHash: Uint8Array,
  salt: Uint8Array,
  sha256: Sha256,
): Uint8Array => sha256(concat(TAG.rec, salt, utf8(eventHash), recordHash));

/** Hash of the signatures in order, each with its length, so that no two lists give the same bytes. */
export const hashSignatures = (signatures: readonly Uint8Array[], sha256: Sha256): Uint8Array =>
  sha256(concat(TAG.sig, ...signatures.flatMap((signature) => [u32(signature.length), signature])));

export type EntryParts = {
  readonly kind: LeafKind;
  readonly statementCommitment: Uint8Array;
  readonly epcRoot: Uint8Array;
  readonly recordCommitment: Uint8Array;
  readonly signaturesHash: Uint8Array;
};

/** The 32-byte entry that goes into the log; its leaf hash is SHA-256(0x00 ‖ entry). */
export const entryOf = (parts: EntryParts, sha256: Sha256): Uint8Array =>
  sha256(
    concat(
      TAG.leaf,
      Uint8Array.of(LEAF_KIND[parts.kind]),
      parts.statementCommitment,
      parts.epcRoot,
      parts.recordCommitment,
      parts.signaturesHash,
    ),
  );

/** EPCs in leaf order: by (role byte, link bytes), each once, however the event listed them. */
export function sortEpcs(epcs: readonly EpcRef[]): EpcRef[] {
  const keyed = epcs.map((epc) => ({ epc, key: concat(Uint8Array.of(EPC_ROLE[epc.role]), utf8(epc.link)) }));
  keyed.sort((a, b) => compareBytes(a.key, b.key));
  return keyed
    .filter(({ key }, i) => {
      const before = keyed[i - 1];
      return !before || !equalBytes(before.key, key);
    })
    .map(({ epc }) => epc);
}

export type EntryInput = {
  readonly kind: LeafKind;
  readonly statement: PublicStatement;
  /** Any order; the same (role, link) twice counts once. */
  readonly epcs: readonly EpcRef[];
  /** CBV event hash as text; "" for kinds without an event. */
  readonly eventHash: string;
  /** SHA-256 of the canonical/v1 bytes of the full record. */
  readonly recordHash: Uint8Array;
  /** 32 random bytes, kept secret with the event. */
  readonly eventKey: Uint8Array;
  readonly signatures: readonly Uint8Array[];
};

/** A leaf with all that is needed to open any part of it later. */
export type Leaf = EntryParts & {
  readonly entry: Uint8Array;
  readonly statement: PublicStatement;
  readonly statementSalt: Uint8Array;
  /** In leaf order: the index here is the index in R_epc. */
  readonly epcs: readonly EpcRef[];
  readonly epcSalts: readonly Uint8Array[];
  readonly epcLevels: TreeLevels;
};

/** Builds the leaf of an event: deterministic, so the same event and key always give the same entry. */
export function buildEntry(input: EntryInput, sha256: Sha256): Leaf {
  const { kind, statement, eventKey } = input;
  if (eventKey.length !== EVENT_KEY_BYTES) throw new RangeError("An event key has 32 bytes");
  if (input.recordHash.length !== 32) throw new RangeError("A record hash has 32 bytes");
  const saltOf = saltsOf(eventKey, sha256);
  const statementSalt = saltOf("pub", 0);
  const epcs = sortEpcs(input.epcs);
  const epcSalts = epcs.map((_, i) => saltOf("epc", i));
  const epcLevels = levelsOf(
    epcs.map((epc, i) => epcLeafHash(epc, epcSalts[i] ?? new Uint8Array(), sha256)),
    sha256,
  );
  const parts: EntryParts = {
    kind,
    statementCommitment: statementCommitment(statement, statementSalt, sha256),
    epcRoot: rootOfLevels(epcLevels, sha256),
    recordCommitment: recordCommitment(input.eventHash, input.recordHash, saltOf("rec", 0), sha256),
    signaturesHash: hashSignatures(input.signatures, sha256),
  };
  return { ...parts, entry: entryOf(parts, sha256), statement, statementSalt, epcs, epcSalts, epcLevels };
}
