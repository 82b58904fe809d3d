import type { Handler } from "./handle";
import { NO_STORE, problem, refusals } from "./problem";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** Handlers that stand for a method a route does not have. */
const placeholders = new WeakSet<Handler>();

/** Whether a route has this handler's method only to say that it does not have it. */
export const isPlaceholder = (handler: Handler): boolean => placeholders.has(handler);

export type Others = { readonly [Name in Method | "OPTIONS"]: Handler };

/**
 * The methods a route does not have. Next would answer 405 with nothing in it; a program is told what there is.
 * Every route takes from it what it does not export itself:
 *
 *     export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
 */
export const notAllowed = (...present: readonly Method[]): Others => otherMethods(present);

/** The same for a part of the API that says more with such an answer, or another one. */
export function otherMethods(
  present: readonly Method[],
  dress: (response: Response, request: Request) => Response = (response) => response,
): Others {
  const Allow = [...(present.includes("GET") ? ["GET", "HEAD"] : []), ...present, "OPTIONS"]
    .filter((method, i, all) => all.indexOf(method) === i)
    .join(", ");
  const refused: Handler = async (request) =>
    dress(problem(methodRefusal(present), { headers: { Allow } }), request);
  const options: Handler = async (request) =>
    dress(new Response(null, { status: 204, headers: { Allow, ...NO_STORE } }), request);
  placeholders.add(refused).add(options);
  return { GET: refused, POST: refused, PUT: refused, PATCH: refused, DELETE: refused, OPTIONS: options };
}

const methodRefusal = (present: readonly Method[]) => ({
  code: "METHOD_NOT_ALLOWED",
  message: "This address does not take that method.",
  next: `Use ${present.join(" or ")}.`,
});

const nothing: Handler = async () => problem(refusals.nothingHere);

/** For addresses below /api that lead nowhere. */
export const nothingHere: Others = {
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
  OPTIONS: nothing,
};
