import type { z } from "zod";
import type { Action } from "@/lib/core/access/permissions";

/** A file instead of JSON. */
export type FileAnswer = { readonly contentType: string; readonly description: string };

/** What a route says of itself, for the OpenAPI document and the page for developers. */
export type RouteDoc = {
  /** A verb and its object, without a full stop: "Verify a pack". */
  readonly summary: string;
  /** What a caller must know that the fields don't say. */
  readonly description?: string;
  /** What a key needs to be let in; null: nothing, or no key at all. */
  readonly scope: Action | null;
  /** A key is refused, whatever its scopes. */
  readonly personsOnly?: true;
  readonly answer: z.ZodType | FileAnswer;
  /** For the few that take a larger body than lib/web/body allows all others. */
  readonly maxBytes?: number;
  /** Fields of a request that shows how it is used. */
  readonly example?: Readonly<Record<string, unknown>>;
};

/** command: changes something, once a key. question: asks, signed in. public, log: anybody. open: signs in or out. plain: no limits. */
export type RouteKind = "command" | "question" | "public" | "log" | "open" | "plain";

export type DocumentedRoute = {
  readonly kind: RouteKind;
  readonly input: z.ZodType;
  readonly doc: RouteDoc | undefined;
};

const documented = new WeakMap<object, DocumentedRoute>();

/** Remembers beside a handler what it takes and gives. */
export function document<Handler extends object>(handler: Handler, route: DocumentedRoute): Handler {
  documented.set(handler, route);
  return handler;
}

/** Undefined: no handler of lib/web/handle, or a placeholder for a method that is not there. */
export const documentOf = (handler: object): DocumentedRoute | undefined => documented.get(handler);

export const isFile = (answer: RouteDoc["answer"]): answer is FileAnswer => "contentType" in answer;
