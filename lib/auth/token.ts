import type { Sha256 } from "@/lib/core/hash";

const TOKEN_BYTES = 32;
const TOKEN_TEXT = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes as base64url: what the browser keeps. */
export const newToken = (bytes: (length: number) => Uint8Array): string =>
  Buffer.from(bytes(TOKEN_BYTES)).toString("base64url");

/**
 * What the database keeps of a token; null for a text that was never one. A plain hash is enough: a token is 256
 * random bits, so nobody finds it by trying, unlike a password.
 */
export const tokenHash = (token: string, sha256: Sha256): Uint8Array | null =>
  TOKEN_TEXT.test(token) ? sha256(new Uint8Array(Buffer.from(token, "base64url"))) : null;
