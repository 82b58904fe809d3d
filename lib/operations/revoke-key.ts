import type { ForbiddenCode } from "@/lib/core/access/can";
import type { KeyId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { KeyDeps } from "./create-key";
import { gate } from "./gate";
import type { TenantScope } from "./scope";

/** Ends a key for good, from its next request on. Revoking one that is revoked already changes nothing. */
export async function revokeKey(
  deps: KeyDeps,
  scope: TenantScope,
  id: KeyId,
): Promise<Result<{ readonly revoked: true }, ForbiddenCode | "KEY_ID_UNKNOWN">> {
  const now = deps.clock.now();
  const allowed = await gate(deps, scope, { action: "manage-keys", now });
  if (!allowed.ok) return allowed;
  const audit = { action: "manage-keys", outcome: "revoked", detail: { keyId: id }, at: now };
  if (await deps.keys.revoke(scope, id, audit)) return ok({ revoked: true });
  const known = (await deps.keys.list(scope)).some((key) => key.id === id);
  return known
    ? ok({ revoked: true })
    : refuse("KEY_ID_UNKNOWN", "Your organisation has no such key.", "Look it up in the list of keys.");
}
