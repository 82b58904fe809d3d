import { type KeyGateCode, scopeOfKey } from "@/lib/auth/api-key";
import { cookieValue, sessionCookieName } from "@/lib/auth/cookie";
import { scopeOfToken } from "@/lib/auth/sessions";
import { ok, type Result } from "@/lib/core/refusal";
import type { TenantScope } from "@/lib/operations/scope";
import { keyGateDeps, sessionDeps, type Web } from "./deps";
import { refusals } from "./problem";

/**
 * Who asks: a program by its key, a person by the session cookie. Whoever sends a key is that key or nobody: a wrong
 * one never falls back to a cookie. Pages use lib/auth/page-session.
 */
export async function whoAsks(
  request: Request,
  at: Web,
): Promise<Result<TenantScope, KeyGateCode | "SIGNED_OUT">> {
  const authorization = request.headers.get("authorization");
  // Another scheme is a gateway's business in front of us.
  if (authorization !== null && /^bearer\b/i.test(authorization.trim())) {
    return scopeOfKey(keyGateDeps(at), authorization);
  }
  const cookie = cookieValue(request.headers.get("cookie"), sessionCookieName(at.env.PUBLIC_ORIGIN));
  const scope = await scopeOfToken(sessionDeps(at), cookie);
  return scope ? ok(scope) : { ok: false, refusal: refusals.signedOut };
}
