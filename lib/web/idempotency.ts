/**
 * The Idempotency-Key header of draft-ietf-httpapi-idempotency-key-header. Its value is a quoted string there; the bare
 * form that most clients send is taken as well. Null: missing or of another form.
 */
export function requestKeyOf(headers: Headers): string | null {
  const text = headers.get("idempotency-key")?.trim() ?? "";
  const bare = /^"(.*)"$/.exec(text)?.[1] ?? text;
  return /^[A-Za-z0-9_-]{8,64}$/.test(bare) ? bare : null;
}

/** With an answer that was given before: the draft names no header, this one is widely understood. */
export const REPLAYED = { "Idempotent-Replayed": "true" } as const;
