import { sessionCookieName } from "@/lib/auth/cookie";
import { isKeyScope } from "@/lib/core/access/key-scopes";
import { contentTypesOf, isFile, isSigned } from "./route-doc";
import type { ApiRoute } from "./routes";
import { type JsonSchema, problemSchema, schemaOfAnswer, schemaOfInput } from "./schemas";

/** What one problem status means, wherever it comes. */
const PROBLEMS: Readonly<Record<number, string>> = {
  400: "The request is not well formed, or has fields that are missing or wrong.",
  401: "Nobody is signed in, or the key is unknown, expired or revoked.",
  403: "Signed in, but not allowed. FORBIDDEN_SCOPE names the scope the key lacks.",
  404: "There is no such thing, or it is not yours to know of.",
  406: "The answer can't be given in the form, or by the version of the standard, that was asked for.",
  409: "It does not fit the state that things are in now.",
  413: "Larger than 1 MiB, or than what the route says it takes.",
  414: "The address is longer than 8,000 characters.",
  415: "Not sent as application/json, or as another type that the route says it takes.",
  422: "Refused for a reason the code names, or the Idempotency-Key was used for something else.",
  429: "Too often. Retry-After says when to come back.",
  500: "Something failed on our side. Nothing is recorded twice when you repeat it.",
};

/** The OpenAPI 3.1 document of these routes. */
export function openApiDocument(routes: readonly ApiRoute[], origin: string): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Packproof",
      version: "1",
      description:
        "Packs of medicine from maker to patient. Everything that changes something takes an Idempotency-Key; every error is application/problem+json.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: origin }],
    tags: [...new Set(routes.map(({ noun }) => noun))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      responses: Object.fromEntries(Object.entries(PROBLEMS).map(problemResponse)),
      headers: {
        RateLimit: { description: "What is left: r requests, full again in t seconds.", schema: TEXT },
        "RateLimit-Policy": { description: "The limit: q requests in w seconds.", schema: TEXT },
        "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } },
        "Idempotent-Replayed": {
          description: "true: this request was answered before, and this is that answer.",
          schema: TEXT,
        },
      },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          required: true,
          description:
            "New for each thing you mean to do, the same when you repeat it: a UUID, bare or quoted.",
          schema: { type: "string", pattern: '^"?[A-Za-z0-9_-]{8,64}"?$' },
        },
      },
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: "An API key, pp_…; its scopes stand in brackets.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: sessionCookieName(origin),
          description: "A signed-in person.",
        },
      },
    },
  };
}

const TEXT = { type: "string" } as const;

const problemResponse = ([status, description]: [string, string]) => [
  `Problem${status}`,
  {
    description,
    ...(status === "429" ? { headers: { "Retry-After": { $ref: "#/components/headers/Retry-After" } } } : {}),
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
];

function operationOf(route: ApiRoute): JsonSchema {
  const { method, path, kind, doc } = route;
  const { parameters, body } = requestOf(route);
  const statuses = problemsOf(route, body !== null);
  return {
    operationId: operationId(method, path),
    summary: doc.summary,
    ...(doc.description === undefined ? {} : { description: doc.description }),
    tags: [route.noun],
    security: securityOf(route),
    parameters: [
      ...parameters,
      ...(kind === "command" ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ],
    ...(body === null ? {} : { requestBody: body }),
    responses: {
      [doc.status ?? 200]: answerOf(route),
      ...Object.fromEntries(
        statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
      ),
    },
  };
}

/** "postBatchesIdPacks". */
const operationId = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .replace(/^\/api\/(v1\/)?/, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");

function securityOf({ kind, doc }: ApiRoute): readonly JsonSchema[] {
  if (!isSigned(kind)) return [];
  const { scope } = doc;
  const key = doc.personsOnly
    ? []
    : scope === null
      ? [{ key: [] }]
      : isKeyScope(scope)
        ? [{ key: [scope] }]
        : [];
  return [...key, { session: [] }];
}

const hasBody = ({ method }: ApiRoute): boolean =>
  method === "POST" || method === "PATCH" || method === "PUT";

type Fields = { readonly properties?: Record<string, JsonSchema>; readonly required?: readonly string[] };

/** One strict object of a route's fields, taken apart again: what stands in the path, in the query, in the body. */
function requestOf(route: ApiRoute) {
  const { params, input, doc } = route;
  const schema = schemaOfInput(input);
  const { properties = {}, required = [] } = schema as Fields;
  const inPath = params.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: properties[name] ?? TEXT,
  }));
  const rest = Object.keys(properties).filter((name) => !params.includes(name));
  if (!hasBody(route)) {
    const inQuery = rest.map((name) => ({
      name,
      in: "query",
      required: required.includes(name),
      schema: properties[name],
    }));
    const asked = (doc.query ?? []).map((each) => ({ ...each, in: "query", schema: TEXT }));
    return { parameters: [...inPath, ...inQuery, ...asked], body: null };
  }
  if (doc.body) {
    const { contentType, description, example } = doc.body;
    const content = Object.fromEntries(
      contentType.map((type) => [type, /json/.test(type) ? { example } : {}]),
    );
    return { parameters: inPath, body: { required: true, description, content } };
  }
  const fields =
    params.length === 0
      ? schema
      : {
          ...schema,
          properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
          required: required.filter((name) => !params.includes(name)),
        };
  const content = {
    "application/json": { schema: fields, ...(doc.example ? { example: doc.example } : {}) },
  };
  return { parameters: inPath, body: { required: true, content } };
}

function problemsOf({ kind, params }: ApiRoute, body: boolean): readonly number[] {
  const signed = isSigned(kind);
  if (kind === "plain") return [500];
  if (kind === "epcis")
    return [400, 401, 403, 404, 406, ...(body ? [409] : []), 413, 414, ...(body ? [415] : []), 429, 500];
  return [
    400,
    ...(signed || kind === "open" ? [401, 403] : []),
    ...(params.length > 0 || signed ? [404] : []),
    ...(kind === "command" ? [409] : []),
    ...(body ? [413, 415] : []),
    ...(body ? [422] : []),
    429,
    500,
  ];
}

function answerOf({ kind, doc: { answer, status } }: ApiRoute): JsonSchema {
  const limited = {
    RateLimit: { $ref: "#/components/headers/RateLimit" },
    "RateLimit-Policy": { $ref: "#/components/headers/RateLimit-Policy" },
  };
  const replayed = { "Idempotent-Replayed": { $ref: "#/components/headers/Idempotent-Replayed" } };
  return {
    description: isFile(answer) ? answer.description : "Done.",
    headers: {
      ...(kind === "open" || kind === "plain" ? {} : limited),
      ...(kind === "command" ? replayed : {}),
    },
    ...(status === 204
      ? {}
      : {
          content: isFile(answer)
            ? Object.fromEntries(contentTypesOf(answer).map((type) => [type, {}]))
            : { "application/json": { schema: schemaOfAnswer(answer) } },
        }),
  };
}
