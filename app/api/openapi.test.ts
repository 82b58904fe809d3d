import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, it } from "vitest";
import type { Handler } from "@/lib/web/handle";
import { isPlaceholder } from "@/lib/web/methods";
import { openApiDocument } from "@/lib/web/openapi/document";
import { type ApiRoute, apiRoutes, METHODS } from "@/lib/web/openapi/routes";
import type { JsonSchema } from "@/lib/web/openapi/schemas";
import { ROUTES } from "./routes";

/** The document itself, and the address of addresses that lead nowhere. */
const NOT_OF_THE_API = ["/api/openapi.json", "/api/[[...unknown]]"];

const HERE = fileURLToPath(new URL(".", import.meta.url));
const folders = readdirSync(HERE, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("route.ts"))
  .map((path) => `/api/${path.replace(/\/route\.ts$/, "")}`)
  .filter((path) => !NOT_OF_THE_API.includes(path));

let routes: readonly ApiRoute[];
let document: JsonSchema;
beforeAll(async () => {
  routes = await apiRoutes(ROUTES);
  document = openApiDocument(routes, "https://packproof.example");
});

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it("has every address below /api: a new one is one line in app/api/routes.ts", () => {
    expect(Object.keys(ROUTES).sort()).toEqual([...folders].sort());
  });

  it("has every method of every address, and no other", async () => {
    const there: string[] = [];
    for (const [address, load] of Object.entries(ROUTES)) {
      const module = await load();
      const path = address.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
      for (const method of METHODS) {
        if (!isPlaceholder(module[method] as Handler)) there.push(`${method} ${path}`);
      }
    }
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(there.sort());
  });

  it("gives each operation a name of its own, and says of each path parameter where it stands", () => {
    const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, methods]) => Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, parameters } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((each) => each.in === "path").map(({ name }) => name)).toEqual(named);
    }
  });

  it("asks for an Idempotency-Key wherever something changes, and nowhere else", () => {
    for (const { method, path, kind } of routes) {
      const operation = (document.paths as Record<string, Record<string, Operation>>)[path]?.[
        method.toLowerCase()
      ];
      const asked = operation?.parameters.some(({ $ref }) => $ref?.endsWith("IdempotencyKey"));
      expect(asked, `${method} ${path}`).toBe(kind === "command");
    }
    // EPCIS knows no such key: what was captured or named before is told by its own id.
    const unkeyed = routes.filter(
      ({ method, kind }) => method !== "GET" && kind !== "command" && kind !== "epcis",
    );
    expect(unkeyed.map(({ method, path }) => `${method} ${path}`)).toEqual(ONLY_ASK);
  });

  it("shows examples that the routes themselves would take", () => {
    for (const { method, path, params, input, doc } of routes) {
      if (!doc.example) continue;
      const sample = Object.fromEntries(params.map((name) => [name, name === "gtin" ? GTIN : ID]));
      const parsed = input.safeParse({ ...doc.example, ...sample });
      expect(parsed.error?.issues, `${method} ${path}`).toBeUndefined();
    }
  });

  it("shows an example wherever a body is needed", () => {
    const bare = routes.filter(
      ({ method, doc }) => ["POST", "PATCH"].includes(method) && !doc.example && !doc.body,
    );
    expect(bare.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});

const GTIN = "09520101100016";
const ID = "3f0c7a52-8a1e-4c59-9b1a-2f6d5f0f7e11";

type Operation = {
  readonly operationId: string;
  readonly parameters: readonly { readonly in?: string; readonly name?: string; readonly $ref?: string }[];
};

/** No Idempotency-Key: they ask, with fields too many for an address, or open and close a session. */
const ONLY_ASK = [
  "POST /api/v1/batches/{id}/packs/check",
  // Asked twice it does the same.
  "DELETE /api/v1/jobs/{id}",
  "POST /api/v1/packs/return-check",
  "POST /api/v1/packs/verify",
  "POST /api/v1/public/check",
  "POST /api/v1/quantities/return-check",
  "POST /api/v1/session",
  "PATCH /api/v1/session",
  "DELETE /api/v1/session",
  "POST /api/v1/shipments/check",
  "POST /api/v1/shipments/find",
  "POST /api/v1/units/find",
];
