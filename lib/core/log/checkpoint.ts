import { fromBase64, toBase64 } from "@/lib/core/bytes/base64";
import { equalBytes, utf8 } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";
import { HASH_BYTES, MAX_SIZE } from "@/lib/core/merkle/hash";
import { headDigest } from "./head-digest";
import { formatNote, keyIdOf, type Note, type NoteKey, parseNote, signaturesBy } from "./note";
import type { Primitives } from "./primitives";

/** What a checkpoint says (C2SP tlog-checkpoint). Extension lines are kept only to be shown: nobody audits them. */
export type Checkpoint = {
  readonly origin: string;
  readonly size: bigint;
  /** 32 bytes. */
  readonly root: Uint8Array;
  readonly extensions: readonly string[];
};

/**
 * Origins of Packproof logs: 1 to 255 printable ASCII characters, no space, no plus (the origin is also the name of
 * both keys). Narrower than C2SP, so that no two origins look alike on a screen.
 */
export const isOrigin = (origin: string): boolean => /^[!-*,-~]{1,255}$/.test(origin);

/** Identifies a log in leaves, anchors and the contract: SHA-256 of the origin as UTF-8. */
export const logIdOf = (origin: string, sha256: Sha256): Uint8Array => sha256(utf8(origin));

/** A size as checkpoints and proofs write it: decimal, no sign, no leading zero, at most 2^63; null otherwise. */
export function parseSize(text: string): bigint | null {
  if (!/^(0|[1-9]\d{0,18})$/.test(text)) return null;
  const size = BigInt(text);
  return size <= MAX_SIZE ? size : null;
}

export const checkpointText = ({ origin, size, root, extensions }: Checkpoint): string =>
  [origin, size, toBase64(root), ...extensions].map((line) => `${line}\n`).join("");

/** Parses the text of a note as a checkpoint; null for anything tlog-checkpoint does not allow. */
export function parseCheckpointText(text: string): Checkpoint | null {
  if (!text.endsWith("\n")) return null;
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split("\n");
  if (origin === undefined || sizeText === undefined || rootText === undefined) return null;
  const size = parseSize(sizeText);
  const root = fromBase64(rootText);
  if (origin === "" || size === null || root?.length !== HASH_BYTES || extensions.includes("")) return null;
  return { origin, size, root, extensions };
}

/** A published checkpoint: what it says, and the note that carries its signatures (not verified yet). */
export type SignedCheckpoint = { readonly checkpoint: Checkpoint; readonly note: Note };

export function parseCheckpoint(published: string): SignedCheckpoint | null {
  const note = parseNote(published);
  const checkpoint = note && parseCheckpointText(note.text);
  return note && checkpoint ? { checkpoint, note } : null;
}

/** Whether `key` (Ed25519 or head) signed this checkpoint: every line under its name and id must hold. */
export function isSignedBy(signed: SignedCheckpoint, key: NoteKey, primitives: Primitives): boolean {
  const signatures = signaturesBy(signed.note, key, primitives.sha256);
  const { origin, size, root, extensions } = signed.checkpoint;
  const holds = (signature: Uint8Array): boolean => {
    if (key.type === "ed25519") {
      return primitives.verifyEd25519(key.publicKey, utf8(signed.note.text), signature);
    }
    // The head key signs the head, not the text: a line it did not sign must not ride along.
    if (extensions.length > 0) return false;
    const digest = headDigest(
      { logId: logIdOf(origin, primitives.sha256), size, root },
      primitives.keccak256,
    );
    const signer = primitives.recoverAddress(digest, signature);
    return signer !== null && equalBytes(signer, key.publicKey);
  };
  return signatures.length > 0 && signatures.every(holds);
}

/** The two keys of a log. `sign` gets the note's text as UTF-8, or the head's 32-byte digest; both deterministic. */
export type CheckpointSigners = {
  readonly ed25519: { readonly publicKey: Uint8Array; readonly sign: Sign };
  readonly head: { readonly address: Uint8Array; readonly sign: Sign };
};
type Sign = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export type PublishedCheckpoint = {
  /** The signed note, as it is served. */
  readonly note: string;
  /** r ‖ s ‖ v of the head key, as the contract takes it. */
  readonly headSignature: Uint8Array;
};

/** Signs a head with both keys. Never call it for a head below or beside the last published one. */
export async function signCheckpoint(
  head: { readonly origin: string; readonly size: bigint; readonly root: Uint8Array },
  signers: CheckpointSigners,
  { sha256, keccak256 }: Pick<Primitives, "sha256" | "keccak256">,
): Promise<PublishedCheckpoint> {
  if (!isOrigin(head.origin)) throw new RangeError(`"${head.origin}" cannot be the origin of a log`);
  const text = checkpointText({ ...head, extensions: [] });
  const digest = headDigest({ ...head, logId: logIdOf(head.origin, sha256) }, keccak256);
  const signature = await signers.ed25519.sign(utf8(text));
  const headSignature = await signers.head.sign(digest);
  const { ed25519, head: headKey } = keysOf(head.origin, signers.ed25519.publicKey, signers.head.address);
  const note = formatNote({
    text,
    signatures: [
      { name: head.origin, keyId: keyIdOf(ed25519, sha256), signature },
      { name: head.origin, keyId: keyIdOf(headKey, sha256), signature: headSignature },
    ],
  });
  return { note, headSignature };
}

/** A log's two keys as note keys: both are named by the origin. */
export const keysOf = (
  origin: string,
  ed25519PublicKey: Uint8Array,
  headAddress: Uint8Array,
): { ed25519: NoteKey; head: NoteKey } => ({
  ed25519: { name: origin, type: "ed25519", publicKey: ed25519PublicKey },
  head: { name: origin, type: "head", publicKey: headAddress },
});
