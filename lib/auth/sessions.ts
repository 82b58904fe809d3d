import type { Sha256 } from "@/lib/core/hash";
import type { Seat, Sessions, SessionUser } from "@/lib/db/sessions";
import type { Clock, Random } from "@/lib/operations/ports";
import { mintScope, type TenantScope } from "@/lib/operations/scope";
import { newToken, tokenHash } from "./token";

/** One shift. A session ends then whatever was done in it. */
export const SESSION_MS = 12 * 60 * 60 * 1000;

export type SessionDeps = {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly random: Random;
  readonly sha256: Sha256;
};

/** Opens a session for somebody whom the caller has identified; null: no role at that site. */
export async function openSession(deps: SessionDeps, seat: Seat): Promise<string | null> {
  const token = newToken(deps.random.bytes);
  const hash = tokenHash(token, deps.sha256);
  if (!hash) throw new Error("A new token is not a token");
  const now = deps.clock.now();
  return (await deps.sessions.open(hash, seat, now, now + SESSION_MS)) ? token : null;
}

/** The session gate: the scope of whoever brings this token; null: unknown, expired, closed or no token at all. */
export async function scopeOfToken(deps: SessionDeps, token: string | null): Promise<TenantScope | null> {
  const hash = token === null ? null : tokenHash(token, deps.sha256);
  if (!hash) return null;
  const user = await deps.sessions.userOf(hash, deps.clock.now());
  return user && scopeOfUser(user);
}

export async function closeSession(deps: SessionDeps, token: string | null): Promise<void> {
  const hash = token === null ? null : tokenHash(token, deps.sha256);
  if (hash) await deps.sessions.close(hash);
}

/** A person whom a session or a job of theirs names. */
export const scopeOfUser = ({ siteCountry, ...user }: SessionUser): TenantScope =>
  mintScope({ ...user, country: siteCountry });
