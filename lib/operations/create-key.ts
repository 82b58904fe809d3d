import { can, type ForbiddenCode } from "@/lib/core/access/can";
import { isKeyScope, KEY_SCOPES, type KeyScope } from "@/lib/core/access/key-scopes";
import { formatKey, KEY_PREFIX_BYTES, KEY_SECRET_BYTES } from "@/lib/core/access/key-text";
import { toHex } from "@/lib/core/bytes/hex";
import { type KeyId, keyId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { gate } from "./gate";
import type { Keys } from "./key-ports";
import type { Deps } from "./ports";
import { actorOf, type TenantScope } from "./scope";

export type KeyDeps = Deps & { readonly keys: Keys };

export type CreateKey = {
  readonly requestKey: string;
  /** What it is for, so that somebody can decide later whether it is still needed. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** Epoch milliseconds; null: works until it is revoked. */
  readonly expiresAt: number | null;
};

export type CreatedKey = {
  readonly id: KeyId;
  readonly prefix: string;
  /** The whole key. Null when this request was answered before: it is shown once. */
  readonly key: string | null;
};

export type CreateKeyCode = ForbiddenCode | "KEY_SCOPE_UNGIVEN" | "KEY_EXPIRY_PAST" | "REQUEST_KEY_REUSED";

/** What this person can give to a key: what they may do here themselves, but for what only persons do. */
export const grantableScopes = (scope: TenantScope, now: number): readonly KeyScope[] =>
  KEY_SCOPES.filter((action) => can(actorOf(scope, now), action).ok);

/** Makes an API key for the active site. The secret leaves with the answer and is kept nowhere. */
export async function createKey(
  deps: KeyDeps,
  scope: TenantScope,
  command: CreateKey,
): Promise<Result<CreatedKey, CreateKeyCode>> {
  const now = deps.clock.now();
  const allowed = await gate(deps, scope, { action: "manage-keys", now });
  if (!allowed.ok) return allowed;
  const given = grantableScopes(scope, now);
  const scopes = [...new Set(command.scopes)].sort().filter(isKeyScope);
  const missing = command.scopes.find((wanted) => !(given as readonly string[]).includes(wanted));
  if (missing !== undefined || scopes.length === 0) return notYours(missing ?? "");
  if (command.expiresAt !== null && command.expiresAt <= now) return past();
  const [prefixBytes, secret] = [deps.random.bytes(KEY_PREFIX_BYTES), deps.random.bytes(KEY_SECRET_BYTES)];
  const prefix = toHex(prefixBytes);
  const { name, expiresAt, requestKey } = command;
  const key = { id: keyId(deps.ids.uuid()), name, scopes, expiresAt };
  const before = await deps.keys.create(
    scope,
    { ...key, prefix, secretHash: deps.sha256(secret), requestKey },
    {
      action: "manage-keys",
      outcome: "created",
      detail: { keyId: key.id, name, prefix, scopes, expiresAt },
      at: now,
    },
  );
  if (!before) return ok({ id: key.id, prefix, key: formatKey(prefixBytes, secret) });
  const same =
    before.name === name &&
    before.expiresAt === expiresAt &&
    [...before.scopes].sort().join() === scopes.join();
  if (!same) return reused(requestKey);
  deps.replayed?.();
  return ok({ id: before.id, prefix: before.prefix, key: null });
}

const notYours = (action: string): Refused<"KEY_SCOPE_UNGIVEN"> =>
  refuse(
    "KEY_SCOPE_UNGIVEN",
    action === ""
      ? "The key would be good for nothing."
      : "A key can't do more than the person who makes it.",
    action === ""
      ? "Choose at least one thing it may do."
      : `Leave out "${action}", or let a colleague make the key whose role includes it.`,
    { scope: action },
  );

const past = (): Refused<"KEY_EXPIRY_PAST"> =>
  refuse("KEY_EXPIRY_PAST", "That moment is in the past.", "Choose a later one, or none.");

const reused = (requestKey: string): Refused<"REQUEST_KEY_REUSED"> =>
  refuse(
    "REQUEST_KEY_REUSED",
    "This request number was used for another key before.",
    "Reload the page and do it again.",
    { requestKey },
  );
