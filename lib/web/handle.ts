import type { z } from "zod";
import type { Result } from "@/lib/core/refusal";
import type { TenantScope } from "@/lib/operations/scope";
import { clientAddress } from "./client-address";
import { type Web, web } from "./deps";
import { type Denied, type Dialect, invalid, ownDialect } from "./dialect";
import { REPLAYED, requestKeyOf } from "./idempotency";
import { limitOfPacks } from "./limits";
import { document, type RouteDoc } from "./openapi/route-doc";
import { isSameOrigin } from "./origin";
import { problem, refusals } from "./problem";
import type { Taken } from "./rate-limit";
import { unexpected } from "./unexpected";
import { whoAsks } from "./who";

/** What Next gives a route handler besides the request. */
export type Context = {
  readonly params: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};
export type Handler = (request: Request, context: Context) => Promise<Response>;

export type Open<Input> = { readonly web: Web; readonly input: Input; readonly request: Request };
export type Asked<Input> = Open<Input> & { readonly scope: TenantScope };
export type Commanded<Input> = Asked<Input> & { readonly requestKey: string };

/** A Response is passed on as it is; a Result becomes JSON or problem+json. */
type Outcome = Promise<Response | Result<unknown>>;

/** Changes something: same origin, signed in, with an Idempotency-Key. The operation decides who may. */
export const command = <Input>(
  input: z.ZodType<Input>,
  run: (call: Commanded<Input>) => Outcome,
  doc?: RouteDoc,
): Handler => document(frame(ownDialect, input, keyed, run, doc), { kind: "command", input, doc });

/** Asks something: signed in. */
export const question = <Input>(
  input: z.ZodType<Input>,
  run: (call: Asked<Input>) => Outcome,
  doc?: RouteDoc,
): Handler => document(frame(ownDialect, input, signedIn, run, doc), { kind: "question", input, doc });

/** Anybody may ask: so many a minute by network, and whatever is known or not, the answer has one shape. */
export const publicQuestion = <Input>(
  input: z.ZodType<Input>,
  run: (call: Open<Input>) => Outcome,
  doc?: RouteDoc,
): Handler => document(frame(ownDialect, input, withinLimits, run, doc), { kind: "public", input, doc });

/** Files of the public log: so many a second by network, as a monitor reads them. */
export const logFile = <Input>(
  input: z.ZodType<Input>,
  run: (call: Open<Input>) => Outcome,
  doc?: RouteDoc,
): Handler => document(frame(ownDialect, input, withinLogLimit, run, doc), { kind: "log", input, doc });

/** Anybody may call; `run` decides. For signing in and out. */
export const open = <Input>(
  input: z.ZodType<Input>,
  run: (call: Open<Input>) => Outcome,
  doc?: RouteDoc,
): Handler => document(frame(ownDialect, input, noGate, run, doc), { kind: "open", input, doc });

type Door = { readonly web: Web; readonly request: Request };
/** What a gate lets through: what the handler gets besides, and headers for its answer. */
type Passed<Extra> = { readonly extra: Extra; readonly headers: Readonly<Record<string, string>> };
type Gate<Extra> = (door: Door) => Promise<Passed<Extra> | Denied>;

export const signedIn: Gate<{ scope: TenantScope }> = async ({ web: at, request }) => {
  const who = await whoAsks(request, at);
  if (!who.ok) return who;
  const scope = who.value;
  const limit = scope.key ? at.limits.key : at.limits.session;
  // One person has one limit, however many sessions they open.
  return within(await limit.take(`${scope.orgId}/${scope.personId}`, at.deps.clock.now()), { scope });
};

const keyed: Gate<{ scope: TenantScope; requestKey: string }> = async (door) => {
  const gate = await signedIn(door);
  if ("refusal" in gate) return gate;
  const requestKey = requestKeyOf(door.request.headers);
  return requestKey === null
    ? { refusal: refusals.noKey }
    : { ...gate, extra: { ...gate.extra, requestKey } };
};

const withinLimits: Gate<object> = async ({ web: { limits, deps }, request }) =>
  within(await limitOfPacks(limits, request.headers, deps.clock.now()), {});

const withinLogLimit: Gate<object> = async ({ web: { limits, deps }, request }) =>
  within(await limits.log.take(clientAddress(request.headers), deps.clock.now()), {});

const noGate: Gate<object> = async () => ({ extra: {}, headers: {} });

const within = <Extra>(taken: Taken, extra: Extra): Passed<Extra> | Denied =>
  taken.wait > 0 ? overLimit(taken) : { extra, headers: taken.headers };

/**
 * The frame of every handler: origin, who asks, body, fields, then the one thing it does, and nothing of an error
 * but a reference. Fields of the address and of the query or body are parsed as one strict object.
 */
export const frame = <Input, Extra extends object>(
  dialect: Dialect,
  input: z.ZodType<Input>,
  gate: Gate<Extra>,
  run: (call: Open<Input> & Extra) => Outcome,
  doc?: RouteDoc,
): Handler => {
  const denied = ({ refusal, ...extra }: Denied): Response => dialect.problem(refusal, extra);

  async function answered(at: Web, request: Request, context: Context, extra: Extra): Promise<Response> {
    const given = await dialect.fields(request, { ...(await context.params) }, doc?.maxBytes);
    if ("refusal" in given) return denied(given);
    const parsed = input.safeParse(given.fields);
    if (!parsed.success) return denied(invalid(issuesOf(parsed.error)));
    let headers = {};
    const replayed = () => {
      headers = REPLAYED;
    };
    const heard = { ...at, deps: { ...at.deps, replayed } };
    const outcome = await run({ web: heard, input: parsed.data, request, ...extra });
    if (outcome instanceof Response) return outcome;
    if (!outcome.ok) return dialect.problem(outcome.refusal, { headers });
    if (doc) at.onAnswer?.(outcome.value, doc);
    return dialect.answer(outcome.value, headers);
  }

  async function guarded(request: Request, context: Context): Promise<Response> {
    const at = web();
    try {
      const refused = dialect.refuses(request);
      if (refused) return denied({ refusal: refused });
      if (changes(request) && !isSameOrigin(request.headers, at.env.PUBLIC_ORIGIN)) {
        return denied({ refusal: refusals.crossSite });
      }
      const passed = await gate({ web: at, request });
      if ("refusal" in passed) return denied(passed);
      const response = await answered(at, request, context, passed.extra);
      for (const [name, value] of Object.entries(passed.headers)) response.headers.set(name, value);
      return response;
    } catch (error) {
      return denied({ refusal: unexpected(at.logger, request, error) });
    }
  }

  return async (request, context) => {
    const response = await guarded(request, context);
    for (const [name, value] of Object.entries(dialect.headers)) response.headers.set(name, value);
    return response;
  };
};

const overLimit = ({ wait, headers }: Taken): Denied => ({
  refusal: refusals.tooMany,
  headers: { ...headers, "Retry-After": String(wait) },
});

export function tooMany(taken: Taken): Response {
  const { refusal, ...extra } = overLimit(taken);
  return problem(refusal, extra);
}

const changes = (request: Request): boolean => request.method !== "GET" && request.method !== "HEAD";

/** Where and what, never the value: an issue must not carry a serial into somebody's log. */
const issuesOf = (error: z.ZodError) =>
  error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.map(String).join("."), message }));
