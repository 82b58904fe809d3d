import { timingSafeEqual } from "node:crypto";
import { parseKey } from "@/lib/core/access/key-text";
import { fromHex } from "@/lib/core/bytes/hex";
import type { Sha256 } from "@/lib/core/hash";
import { personId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { KeyHolder, KeyRing } from "@/lib/db/api-keys";
import type { Clock } from "@/lib/operations/ports";
import { mintScope, type TenantScope } from "@/lib/operations/scope";

export type KeyGateDeps = { readonly keyRing: KeyRing; readonly clock: Clock; readonly sha256: Sha256 };

export type KeyGateCode = "KEY_INVALID" | "KEY_EXPIRED" | "KEY_REVOKED";

/** "Last used" is for a person who looks through a list: to the minute is enough, and spares a write a request. */
const USED_STEP_MS = 60_000;
const NO_HASH = new Uint8Array(32);

/**
 * The API-key gate: the scope of whoever sends `Authorization: Bearer pp_…` (RFC 6750). A key that does not exist and
 * one with another secret are told apart by nothing, time included; that a key is revoked or expired learns only who
 * has all of it.
 */
export async function scopeOfKey(
  deps: KeyGateDeps,
  authorization: string,
): Promise<Result<TenantScope, KeyGateCode>> {
  const [, text = ""] = /^Bearer +(\S+)$/i.exec(authorization.trim()) ?? [];
  const key = parseKey(text);
  if (!key) return invalid();
  const holder = await deps.keyRing.find(key.prefix);
  const kept = (holder && fromHex(holder.hash)) ?? NO_HASH;
  const proven = timingSafeEqual(deps.sha256(key.secret), kept);
  if (!holder || !proven) return invalid();
  const now = deps.clock.now();
  const scope = scopeOfHolder(holder, now);
  if (scope.ok && (holder.lastUsedAt === null || now - holder.lastUsedAt >= USED_STEP_MS)) {
    await deps.keyRing.used(holder.keyId, now);
  }
  return scope;
}

/** A key that has proven itself, or whose job it is: good as long as it is neither revoked nor expired. */
export function scopeOfHolder(
  holder: KeyHolder,
  now: number,
): Result<TenantScope, "KEY_EXPIRED" | "KEY_REVOKED"> {
  if (holder.revokedAt !== null) {
    return refuse("KEY_REVOKED", "This API key was revoked.", "Ask your administrator for another one.");
  }
  if (holder.expiresAt !== null && holder.expiresAt <= now) {
    return refuse("KEY_EXPIRED", "This API key has expired.", "Ask your administrator for a new one.");
  }
  return ok(scopeOf(holder));
}

const invalid = () =>
  refuse(
    "KEY_INVALID",
    "There is no such API key.",
    'Send "Authorization: Bearer " and the key as it was shown when it was made.',
  );

const scopeOf = ({ keyId, name, scopes, siteCountry, ...rest }: KeyHolder): TenantScope =>
  mintScope({
    personId: personId(keyId),
    key: { id: keyId, scopes },
    personName: name,
    job: "API key",
    country: siteCountry,
    orgId: rest.orgId,
    orgName: rest.orgName,
    siteId: rest.siteId,
    siteGln: rest.siteGln,
    siteName: rest.siteName,
    siteCity: rest.siteCity,
    timeZone: rest.timeZone,
    roles: rest.roles,
    capabilities: rest.capabilities,
    delegations: rest.delegations,
  });
