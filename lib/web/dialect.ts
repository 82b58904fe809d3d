import type { Refusal } from "@/lib/core/refusal";
import { readJson } from "./body";
import { answer, type Issue, problem, refusals } from "./problem";

/** A request that is not let through or not understood, as data: a dialect words it. */
export type Denied = {
  readonly refusal: Refusal;
  readonly issues?: readonly Issue[];
  readonly headers?: Readonly<Record<string, string>>;
};

export type Fields = { readonly fields: Readonly<Record<string, unknown>> };
export type PathParams = Readonly<Record<string, string | string[] | undefined>>;

/**
 * How a part of the API reads requests and words its answers. What every handler does in between (origin, who asks,
 * limits, one operation) is the same for all of them: lib/web/handle.
 */
export type Dialect = {
  /** What is wrong with a request whoever sent it; null: nothing. */
  readonly refuses: (request: Request) => Refusal | null;
  /** What the schema of a handler is given: fields of the address, and those of query or body. */
  readonly fields: (request: Request, params: PathParams, maxBytes?: number) => Promise<Fields | Denied>;
  readonly problem: typeof problem;
  readonly answer: typeof answer;
  /** With every answer. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Packproof's own API: JSON both ways, one strict object of fields. */
export const ownDialect: Dialect = {
  refuses: () => null,
  async fields(request, params, maxBytes) {
    const given =
      request.method === "POST" || request.method === "PATCH"
        ? await bodyOf(request, maxBytes)
        : queryOf(request);
    if ("refusal" in given) return given;
    // A field of the body must not stand in for one of the address.
    const twice = Object.keys(params).find((name) => Object.hasOwn(given.fields, name));
    return twice === undefined
      ? { fields: { ...given.fields, ...params } }
      : invalid([{ path: twice, message: "Stands in the address already." }]);
  },
  problem,
  answer,
  headers: {},
};

export const invalid = (issues: readonly Issue[]): Denied => ({ refusal: refusals.invalid, issues });

async function bodyOf(request: Request, maxBytes: number | undefined): Promise<Fields | Denied> {
  const body = await readJson(request, maxBytes);
  if (!body.ok) return body;
  const { value } = body;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { fields: value as Record<string, unknown> }
    : invalid([{ path: "", message: "Expected an object." }]);
}

function queryOf(request: Request): Fields | Denied {
  const { searchParams } = new URL(request.url);
  const names = [...searchParams.keys()];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined
    ? { fields: Object.fromEntries(searchParams) }
    : invalid([{ path: twice, message: "Stands in the query twice." }]);
}
