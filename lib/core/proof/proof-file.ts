import { toBase64 } from "@/lib/core/bytes/base64";
import { concat } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { EpcRole, LeafKind } from "./leaf";
import { type PublicStatement, STATEMENT_MEMBERS } from "./statement";

/** The format is docs/proof-format.md; a reader refuses any other name. */
export const PROOF_FORMAT = "packproof/proof/v1";

/** Longest text a reader looks at, in characters: a public proof of 10^10 leaves has about 4,000. */
export const MAX_PUBLIC_PROOF = 16_384;
export const MAX_FULL_PROOF = 16_777_216;
export const MAX_ANCHORS = 8;

/** A leaf's place in a tree: index < size, path from the leaf up, 32 bytes each. */
export type Place = {
  readonly index: bigint;
  readonly size: bigint;
  readonly path: readonly Uint8Array[];
};

/** Where a chain recorded the checkpoint's head. */
export type Anchor = {
  /** EIP-155 chain id. */
  readonly chainId: bigint;
  /** 20 bytes. */
  readonly contract: Uint8Array;
  /** The checkpoint's own size and root: an anchor of another head proves nothing about this leaf. */
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly block: bigint;
  /** 32 bytes: hash of the transaction that recorded it. */
  readonly transaction: Uint8Array;
};

type Common = {
  readonly origin: string;
  /** 32 bytes: SHA-256 of the origin. */
  readonly logId: Uint8Array;
  readonly statement: PublicStatement;
  readonly statementSalt: Uint8Array;
  /** The one opened EPC, and how its hash leads to R_epc. */
  readonly epc: {
    readonly role: EpcRole;
    readonly link: string;
    readonly salt: Uint8Array;
    /** "l" or "r" a hash of the path: on which side of ours it stands. */
    readonly sides: string;
    readonly path: readonly Uint8Array[];
  };
  readonly epcRoot: Uint8Array;
  /** What stays closed. */
  readonly rest: {
    readonly kind: LeafKind;
    readonly recordCommitment: Uint8Array;
    readonly signaturesHash: Uint8Array;
  };
  readonly entry: Uint8Array;
  /** The entry's place in the log, at the checkpoint's size. */
  readonly leaf: Place;
  /** The signed note as published. */
  readonly checkpoint: string;
  /** The keys the file says signed it, as C2SP verifier keys: claims, to be compared with what the log publishes. */
  readonly keys: { readonly checkpoint: string; readonly head: string };
  /** Empty while no chain has the head yet. */
  readonly anchors: readonly Anchor[];
};

/** Opens one pack and one statement, and nothing else of the event. */
export type PublicProof = Common & { readonly kind: "public" };

/** Opens the whole event, for parties to it. */
export type FullProof = Common & {
  readonly kind: "full";
  /** 32 bytes: opens every salt of the event. */
  readonly eventKey: Uint8Array;
  /** The full record as canonical/v1 text: its UTF-8 bytes are what recordHash hashes. */
  readonly record: string;
  readonly signatures: readonly Uint8Array[];
};

export type ProofFile = PublicProof | FullProof;

const oneString = (path: readonly Uint8Array[]): string => toBase64(concat(...path));

/** The proof as JSON on one line, members in the order of docs/proof-format.md. */
export function formatProofFile(proof: ProofFile): string {
  const { epc, rest, leaf } = proof;
  return JSON.stringify({
    format: PROOF_FORMAT,
    kind: proof.kind,
    origin: proof.origin,
    logId: toHex(proof.logId),
    statement: Object.fromEntries(STATEMENT_MEMBERS.map((name) => [name, proof.statement[name]])),
    statementSalt: toBase64(proof.statementSalt),
    epc: {
      role: epc.role,
      link: epc.link,
      salt: toBase64(epc.salt),
      sides: epc.sides,
      path: oneString(epc.path),
    },
    epcRoot: toBase64(proof.epcRoot),
    rest: {
      kind: rest.kind,
      recordCommitment: toBase64(rest.recordCommitment),
      signaturesHash: toBase64(rest.signaturesHash),
    },
    entry: toBase64(proof.entry),
    leaf: { index: String(leaf.index), size: String(leaf.size), path: oneString(leaf.path) },
    checkpoint: proof.checkpoint,
    keys: { checkpoint: proof.keys.checkpoint, head: proof.keys.head },
    anchors: proof.anchors.map((anchor) => ({
      chainId: String(anchor.chainId),
      contract: `0x${toHex(anchor.contract)}`,
      size: String(anchor.size),
      root: toBase64(anchor.root),
      block: String(anchor.block),
      transaction: `0x${toHex(anchor.transaction)}`,
    })),
    ...(proof.kind === "full" && {
      eventKey: toBase64(proof.eventKey),
      record: proof.record,
      signatures: proof.signatures.map(toBase64),
    }),
  });
}
