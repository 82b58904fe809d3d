import type { Refusal } from "@/lib/core/refusal";

/** Refusals of the web edge itself; those of the operations come with their own codes. */
export type WebCode =
  | "SIGNED_OUT"
  | "SIGN_IN_REFUSED"
  | "FORBIDDEN_CROSS_SITE"
  | "FORBIDDEN_DEMO_ONLY"
  | "INPUT_INVALID"
  | "REQUEST_KEY_MISSING"
  | "BODY_TOO_LARGE"
  | "BODY_NOT_JSON"
  | "JSON_SYNTAX"
  | "METHOD_NOT_ALLOWED"
  | "FORBIDDEN_KEY"
  | "TOO_MANY_REQUESTS"
  | "NOTHING_HERE"
  | "UNEXPECTED";

const STATUS: Readonly<Record<string, number>> = {
  SIGNED_OUT: 401,
  SIGN_IN_REFUSED: 401,
  KEY_INVALID: 401,
  KEY_EXPIRED: 401,
  KEY_REVOKED: 401,
  JSON_SYNTAX: 400,
  METHOD_NOT_ALLOWED: 405,
  INPUT_INVALID: 400,
  REQUEST_KEY_MISSING: 400,
  BODY_TOO_LARGE: 413,
  BODY_NOT_JSON: 415,
  TOO_MANY_REQUESTS: 429,
  NOTHING_HERE: 404,
  UNEXPECTED: 500,
  // The request is fine, but not in the state that things are in now.
  SHIPMENT_CLOSED: 409,
  BATCH_CLOSED: 409,
  BATCH_HELD: 409,
  BATCH_RECALLED: 409,
  BATCH_EXPIRED: 409,
  BATCH_EMPTY: 409,
  BATCH_NUMBER_TAKEN: 409,
  BLOCKED_UNIT: 409,
  DUPLICATE_SERIAL: 409,
  GENEALOGY_MISSING: 409,
  HELD: 409,
  NOT_CHECKED_OUT: 409,
  NOT_DISPENSABLE: 409,
  NOT_HOSPITAL_STOCK: 409,
  NOT_IN_CUSTODY: 409,
  NOT_LOCKED: 409,
  NOT_LOGGED_YET: 409,
  NOT_PACKED: 409,
  NOT_REPORTED_MISSING: 409,
  QUANTITY_SHORT: 409,
  RECALL_ALREADY_ACKNOWLEDGED: 409,
  RECALL_CANCELLED: 409,
  RECALL_IRREVERSIBLE: 409,
  RECALL_NOT_ACKNOWLEDGED: 409,
  STILL_PACKED: 409,
};

/** HTTP status of a refusal: 403 forbidden, 404 unknown, 409 conflict with the present state, else 422. */
export function statusOf(code: string): number {
  const listed = STATUS[code];
  if (listed !== undefined) return listed;
  if (code.startsWith("FORBIDDEN_")) return 403;
  if (code.endsWith("_UNKNOWN")) return 404;
  if (code.startsWith("ALREADY_") || code.startsWith("UNDO_")) return 409;
  return 422;
}

export type Issue = { readonly path: string; readonly message: string };

/** How to say who one is (RFC 6750): with every 401, and where a key lacks a scope. */
function challengeOf({ code, facts }: Refusal, status: number): Readonly<Record<string, string>> {
  const about = code.startsWith("KEY_")
    ? ', error="invalid_token"'
    : code === "FORBIDDEN_SCOPE"
      ? `, error="insufficient_scope", scope="${facts?.scope ?? ""}"`
      : "";
  return status === 401 || code === "FORBIDDEN_SCOPE"
    ? { "WWW-Authenticate": `Bearer realm="packproof"${about}` }
    : {};
}

export const NO_STORE = { "Cache-Control": "no-store" } as const;

export type ProblemExtra = {
  readonly issues?: readonly Issue[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** A refusal as problem+json (RFC 9457): `title` says what happened, `detail` what to do next. */
export const problem = (refusal: Refusal, extra: ProblemExtra = {}): Response =>
  problemOf(kindOf(refusal), refusal, extra);

/** What a program tells problems apart by. */
export type ProblemKind = { readonly type: string; readonly status: number };

export const kindOf = ({ code }: Refusal): ProblemKind => ({
  type: `https://packproof.org/problems/${code}`,
  status: statusOf(code),
});

export function problemOf({ type, status }: ProblemKind, refusal: Refusal, extra: ProblemExtra): Response {
  const { code, message, next, facts, packs } = refusal;
  const body = {
    type,
    title: message,
    status,
    detail: next,
    code,
    ...(facts ? { facts } : {}),
    ...(packs ? { packs } : {}),
    ...(extra.issues ? { issues: extra.issues } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      ...NO_STORE,
      ...challengeOf(refusal, status),
      ...(status === 429 ? { "Retry-After": "1" } : {}),
      ...extra.headers,
    },
  });
}

/** A value as JSON that nothing on the way keeps. */
export const answer = (
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { "Content-Type": "application/json", ...NO_STORE, ...headers },
  });

export const refusals = {
  signedOut: {
    code: "SIGNED_OUT",
    message: "You are not signed in.",
    next: "Sign in and do it again.",
  },
  crossSite: {
    code: "FORBIDDEN_CROSS_SITE",
    message: "This request came from another website.",
    next: "Open Packproof itself and do it there.",
  },
  noKey: {
    code: "REQUEST_KEY_MISSING",
    message: "The request has no Idempotency-Key of 8 to 64 letters, digits, - or _.",
    next: "Send a new UUID with each thing you mean to do, and the same one when you repeat it.",
  },
  tooLarge: {
    code: "BODY_TOO_LARGE",
    message: "The request is larger than 1 MiB.",
    next: "Split it and send its parts one after the other.",
  },
  notJson: {
    code: "BODY_NOT_JSON",
    message: "The request does not say that it is JSON.",
    next: "Send it with Content-Type: application/json.",
  },
  invalid: {
    code: "INPUT_INVALID",
    message: "The request has fields that are missing or wrong.",
    next: "Correct the fields that are listed.",
  },
  tooMany: {
    code: "TOO_MANY_REQUESTS",
    message: "That were many requests in a short time.",
    next: "Wait a moment and try again.",
  },
  notForKeys: {
    code: "FORBIDDEN_KEY",
    message: "An API key can't do this.",
    next: "Sign in as a person and do it there.",
  },
  nothingHere: {
    code: "NOTHING_HERE",
    message: "There is nothing at this address.",
    next: "Check the address.",
  },
} as const satisfies Record<string, Refusal<WebCode>>;
