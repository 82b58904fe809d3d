import type { z } from "zod";
import { jsonText } from "@/lib/core/canonical/json-text";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import type { Refusal, Result } from "@/lib/core/refusal";
import type { Dialect } from "@/lib/web/dialect";
import { type Asked, frame, type Handler, signedIn } from "@/lib/web/handle";
import { type Method, type Others, otherMethods } from "@/lib/web/methods";
import { document, type RouteDoc } from "@/lib/web/openapi/route-doc";
import { answer, NO_STORE } from "@/lib/web/problem";
import { epcisProblem } from "./exceptions";
import { MEDIA_TYPES, type Media, type Wanted, wantedOf } from "./formats";
import { DISCOVERY_HEADERS, STANDARD_HEADERS, versionRefusal } from "./versions";

export type EpcisAsked<Input> = Asked<Input> & { readonly wanted: Wanted };

export type EpcisRoute = Omit<RouteDoc, "answer"> & {
  /** What the answer is, for the description; its media types are `produces`. */
  readonly answers: string;
  /** The first is what a caller gets that doesn't care. */
  readonly produces?: readonly Media[];
  /** Versions of EPCIS documents that are taken besides our own. */
  readonly captures?: readonly string[];
};

/**
 * A handler of the EPCIS 2.0 interface: whoever asks is let in by session or API key as everywhere (lib/web/handle); versions and
 * forms are negotiated first, refusals are EPCIS exceptions, and every answer says the versions. `input` is the fields
 * of the address. Parameters of a query and bodies are read by the handler itself, from `request`: `parseQuery`,
 * lib/web/epcis/body. An Idempotency-Key isn't asked for: the standard has none.
 */
export function epcis<Input>(
  input: z.ZodType<Input>,
  run: (call: EpcisAsked<Input>) => Promise<Response | Result<unknown>>,
  { answers, produces = ["json", "json-ld"], captures = [], ...doc }: EpcisRoute,
): Handler {
  const dialect: Dialect = {
    ...EPCIS,
    refuses: (request) => requestRefusal(request, produces, captures),
  };
  const full = {
    ...doc,
    answer: { contentType: produces.map((each) => MEDIA_TYPES[each]), description: answers },
  };
  const handler = frame(
    dialect,
    input,
    signedIn,
    async (call) => {
      const wanted = wantedOf(call.request.headers, produces);
      return wanted.ok ? run({ ...call, wanted: wanted.value }) : wanted;
    },
    full,
  );
  return document(handler, { kind: "epcis", input, doc: full });
}

/** The longest address that is taken: below what HTTP servers and proxies cut off or refuse without a word. */
const URI_AT_MOST = 8_000;

function requestRefusal(
  request: Request,
  produces: readonly Media[],
  captures: readonly string[],
): Refusal | null {
  if (request.url.length > URI_AT_MOST) {
    return {
      code: "URI_TOO_LONG",
      message: `The address is longer than ${URI_AT_MOST} characters.`,
      next: "Make it a named query: POST /queries takes what an address can't hold.",
    };
  }
  const wanted = wantedOf(request.headers, produces);
  return wanted.ok ? versionRefusal(request.headers, captures) : wanted.refusal;
}

const EPCIS: Omit<Dialect, "refuses"> = {
  fields: async (_, params) => ({ fields: params }),
  problem: epcisProblem,
  answer,
  headers: STANDARD_HEADERS,
};

/**
 * The methods a resource does not have, and OPTIONS, which says what it has and what this interface can:
 *
 *     export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
 */
export const epcisMethods = (
  present: readonly Method[],
  headers: Readonly<Record<string, string>> = {},
): Others =>
  otherMethods(present, (response, request) => {
    const refusal = versionRefusal(request.headers);
    const dressed = refusal ? epcisProblem(refusal) : response;
    const said = request.method === "OPTIONS" ? { ...DISCOVERY_HEADERS, ...headers } : STANDARD_HEADERS;
    for (const [name, value] of Object.entries(said)) dressed.headers.set(name, value);
    return dressed;
  });

/** A JSON answer of the type that was asked for, its numbers exact. */
export const json = (
  value: JsonValue,
  { media }: Pick<Wanted, "media">,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Response =>
  new Response(jsonText(value), {
    status,
    headers: { "Content-Type": MEDIA_TYPES[media], ...NO_STORE, ...headers },
  });

/** What was made, and where it is: an address below /api/epcis. */
export const created = (
  { env }: Pick<EpcisAsked<unknown>["web"], "env">,
  address: string,
  value: JsonValue,
  wanted: Pick<Wanted, "media">,
): Response =>
  json(value, wanted, { status: 201, headers: { Location: `${env.PUBLIC_ORIGIN}/api/epcis/${address}` } });

export const noContent = (): Response => new Response(null, { status: 204, headers: NO_STORE });
