import type { Refusal } from "@/lib/core/refusal";

/** For the browser: how screens talk to app/api/v1. */

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      /** HTTP status; null: nothing answered, and whether it was done is not known. */
      readonly status: number | null;
      /** Code UNREACHABLE when nothing answered; `post` again, with the same body, is safe. */
      readonly refusal: Refusal;
      /** Of code INPUT_INVALID: which fields. */
      readonly issues?: readonly { readonly path: string; readonly message: string }[];
    };

type Options = { readonly timeoutMs?: number; readonly signal?: AbortSignal };

const TIMEOUT_MS = 30_000;
/** For how long a repeat of what nobody answered counts as the same thing. */
const SAME_FOR_MS = 10 * 60_000;

/**
 * Does something once. Until the server has answered, the same body to the same path carries the same
 * Idempotency-Key: a second press, or one after a network failure, is the same request, not another one.
 */
export async function post<Value>(
  path: string,
  body: unknown,
  options: Options = {},
): Promise<Answer<Value>> {
  const text = JSON.stringify(body);
  const what = `${path}\n${text}`;
  const now = Date.now();
  for (const [other, { at }] of unanswered) if (now - at > SAME_FOR_MS) unanswered.delete(other);
  const key = unanswered.get(what)?.key ?? newKey();
  unanswered.set(what, { key, at: now });
  const answer = await send<Value>(
    path,
    {
      method: "POST",
      body: text,
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    },
    options,
  );
  if (answer.ok || (answer.status !== null && answer.status < 500)) unanswered.delete(what);
  return answer;
}

export const get = <Value>(path: string, options: Options = {}): Promise<Answer<Value>> =>
  send<Value>(path, { method: "GET" }, options);

export const del = <Value>(path: string, options: Options = {}): Promise<Answer<Value>> =>
  send<Value>(path, { method: "DELETE" }, options);

export const patch = <Value>(path: string, body: unknown, options: Options = {}): Promise<Answer<Value>> =>
  send<Value>(
    path,
    { method: "PATCH", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } },
    options,
  );

const unanswered = new Map<string, { readonly key: string; readonly at: number }>();

/** crypto.randomUUID exists on https and localhost only; a phone in a local network has neither. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function send<Value>(path: string, init: RequestInit, options: Options): Promise<Answer<Value>> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  try {
    const response = await fetch(path, { ...init, cache: "no-store", signal });
    const body: unknown = await response.json();
    return response.ok ? { ok: true, value: body as Value } : refused(response.status, body);
  } catch {
    return { ok: false, status: null, refusal: UNREACHABLE };
  }
}

function refused(status: number, body: unknown): Answer<never> {
  const { code, title, detail, facts, issues } = (body ?? {}) as Partial<{
    code: string;
    title: string;
    detail: string;
    facts: Refusal["facts"];
    issues: readonly { path: string; message: string }[];
  }>;
  return {
    ok: false,
    status,
    refusal: {
      code: code ?? "UNEXPECTED",
      message: title ?? "Something failed on our side.",
      next: detail ?? "Try again.",
      ...(facts ? { facts } : {}),
    },
    ...(issues ? { issues } : {}),
  };
}

const UNREACHABLE: Refusal<"UNREACHABLE"> = {
  code: "UNREACHABLE",
  message: "Packproof can't be reached.",
  next: "Check the network and try again: nothing is recorded twice.",
};
