import { fromBase64, toBase64 } from "@/lib/core/bytes/base64";
import { concat, equalBytes, utf8 } from "@/lib/core/bytes/bytes";
import { fromHex, toHex } from "@/lib/core/bytes/hex";
import type { Sha256 } from "@/lib/core/hash";

/** One signature line of a C2SP signed note: `— <name> base64(key id ‖ signature)`. */
export type NoteSignature = {
  readonly name: string;
  /** 4 bytes: which key and algorithm, not an identity. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
};

/** A signed note: text that ends with a newline, and who signed it. Nothing in it is verified yet. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** C2SP asks to accept at least 16; more is a stranger filling memory. */
const MAX_SIGNATURES = 16;
const MAX_NOTE_CHARACTERS = 65_536;
const KEY_ID_BYTES = 4;

/** Key names are not empty and hold neither Unicode spaces nor plus signs (C2SP signed-note). */
export const isKeyName = (name: string): boolean => name.length > 0 && !/[\s\p{Cc}\p{Z}+]/u.test(name);

/** Parses a signed note; null for anything C2SP signed-note does not allow. */
export function parseNote(note: string): Note | null {
  if (note.length > MAX_NOTE_CHARACTERS || /\p{Surrogate}/u.test(note)) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids exactly these.
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0 || !note.endsWith("\n")) return null;
  const lines = note.slice(blank + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name, text] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
    const bytes = text === undefined ? null : fromBase64(text);
    if (name === undefined || !isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES) return null;
    signatures.push({ name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) });
  }
  return { text: note.slice(0, blank + 1), signatures };
}

/** The note as it is published; the inverse of parseNote. */
export const formatNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(({ name, keyId, signature }) => `\u2014 ${name} ${toBase64(concat(keyId, signature))}\n`).join("")}`;

/** Signature types of C2SP signed-note: 0x01 is Ed25519; 0xff means that a longer identifier follows. */
const ED25519 = Uint8Array.of(0x01);
/**
 * C2SP assigns no byte to EIP-712 over secp256k1, so the head key uses 0xff and a long identifier, as C2SP asks. Its
 * public key is the 20-byte address; its signature r ‖ s ‖ v (65 bytes) over the EIP-712 digest of the head that the
 * note's text names (see head-digest.ts).
 */
const HEAD = concat(Uint8Array.of(0xff), utf8("packproof.org/eip712-head/v1"));

const TYPES = { ed25519: { id: ED25519, keyBytes: 32 }, head: { id: HEAD, keyBytes: 20 } } as const;

/** A key that signs checkpoints: an Ed25519 public key (32 bytes) or a head key's address (20 bytes). */
export type NoteKey = {
  readonly name: string;
  readonly type: keyof typeof TYPES;
  readonly publicKey: Uint8Array;
};

/** Key id: the first four bytes of SHA-256(name ‖ 0x0A ‖ signature type ‖ public key) (C2SP signed-note). */
export const keyIdOf = ({ name, type, publicKey }: NoteKey, sha256: Sha256): Uint8Array =>
  sha256(concat(utf8(`${name}\n`), TYPES[type].id, publicKey)).slice(0, KEY_ID_BYTES);

/** `<name>+<key id in hex>+base64(signature type ‖ public key)`: a key as one word to compare and configure. */
export const formatNoteKey = (key: NoteKey, sha256: Sha256): string =>
  `${key.name}+${toHex(keyIdOf(key, sha256))}+${toBase64(concat(TYPES[key.type].id, key.publicKey))}`;

/** Parses formatNoteKey's word; null for another spelling, an unknown type, or a key id that does not recompute. */
export function parseNoteKey(word: string, sha256: Sha256): NoteKey | null {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([^\s]+)$/.exec(word) ?? [];
  if (name === undefined || !isKeyName(name) || id === undefined || encoded === undefined) return null;
  const bytes = fromBase64(encoded);
  if (!bytes) return null;
  for (const type of ["ed25519", "head"] as const) {
    const { id: prefix, keyBytes } = TYPES[type];
    const publicKey = bytes.slice(prefix.length);
    if (publicKey.length !== keyBytes || !equalBytes(bytes.subarray(0, prefix.length), prefix)) continue;
    const key = { name, type, publicKey };
    return equalBytes(keyIdOf(key, sha256), fromHex(id) ?? new Uint8Array()) ? key : null;
  }
  return null;
}

/** The signatures a note carries under this key's name and id. Others must be ignored (C2SP signed-note). */
export function signaturesBy(note: Note, key: NoteKey, sha256: Sha256): Uint8Array[] {
  const keyId = keyIdOf(key, sha256);
  return note.signatures
    .filter((line) => line.name === key.name && equalBytes(line.keyId, keyId))
    .map((line) => line.signature);
}
