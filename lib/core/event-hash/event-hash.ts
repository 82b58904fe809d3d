import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { Event } from "@/lib/core/epcis/event";
import type { Sha256 } from "@/lib/core/hash";
import { preHash } from "./pre-hash";

/**
 * The CBV 2.0 event hash (RFC 6920 form): "ni:///sha-256;<64 lower-case hex digits>?ver=CBV2.0". Two parties that
 * hold the same event in different spellings (URN or Digital Link, other time zone, other member order) get the same
 * hash; any other change changes it. A correction (errorDeclaration) has the hash of its original.
 */
export const eventHash = (event: Event | JsonObject, context: unknown, sha256: Sha256): string =>
  hashOfPreHash(preHash(event, context), sha256);

/** The event hash of a pre-hash string, for who shows both. */
export const hashOfPreHash = (text: string, sha256: Sha256): string =>
  `ni:///sha-256;${toHex(sha256(utf8(text)))}?ver=CBV2.0`;

/** The 32 bytes inside an event hash as hex; null when the text is not one. */
export const eventHashHex = (hash: string): string | null =>
  /^ni:\/\/\/sha-256;([0-9a-f]{64})\?ver=CBV2\.0$/.exec(hash)?.[1] ?? null;
