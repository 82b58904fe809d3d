import { fromHex, toHex } from "@/lib/core/bytes/hex";

/** 8 bytes by which a key is found and shown, 32 that prove it. */
export const KEY_PREFIX_BYTES = 8;
export const KEY_SECRET_BYTES = 32;

const KEY_TEXT = /^pp_([0-9a-f]{16})_([0-9a-f]{64})$/;

export type KeyText = {
  /** 16 hex digits, no secret. */
  readonly prefix: string;
  readonly secret: Uint8Array;
};

/** `pp_<prefix>_<secret>`, as it is shown once. Its fixed form lets a scanner of repositories find one that leaked. */
export const formatKey = (prefix: Uint8Array, secret: Uint8Array): string =>
  `pp_${toHex(prefix)}_${toHex(secret)}`;

/** Null: no text that was ever a key. */
export function parseKey(text: string): KeyText | null {
  const [, prefix, hex] = KEY_TEXT.exec(text) ?? [];
  const secret = hex === undefined ? null : fromHex(hex);
  return prefix !== undefined && secret ? { prefix, secret } : null;
}
