import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ROUTES } from "@/app/api/routes";
import { ROLES } from "@/lib/core/access/permissions";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { addEvent, objectEvent } from "@/lib/web/epcis/testing/events";
import type { Handler } from "@/lib/web/handle";
import { isPlaceholder } from "@/lib/web/methods";
import { type Answered, type Browser, browser, type Call, signedIn } from "@/lib/web/testing/browser";
import { addKey } from "@/lib/web/testing/key";
import { addOrganisation, addPerson, openTestWeb, type TestWeb } from "@/lib/web/testing/world";

const { folder, present } = sharedVectors("epcis/spec");

type Json = { readonly [name: string]: unknown };
type Response = { readonly $ref?: string; readonly content?: Record<string, { readonly schema: Json }> };
type Operation = { readonly responses: Record<string, Response> };
type Document = {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly responses: Record<string, Response>;
    readonly schemas: Record<string, Json>;
  };
};

const GS1: Document | null = present ? JSON.parse(readFileSync(join(folder, "openapi.json"), "utf8")) : null;
const document = (): Document => {
  if (!GS1) throw new Error("GS1's document is not here");
  return GS1;
};

/** Every operation of GS1's OpenAPI document, as "GET /events". */
const operations = Object.entries(GS1?.paths ?? {}).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((method) => ["get", "post", "delete", "options"].includes(method))
    .map((method) => `${method.toUpperCase()} ${path}`),
);
/** Capturing has tests of its own beside its routes. */
const asking = operations.filter((name) => !name.includes(" /capture") && name !== "POST /events");

const split = (name: string): [string, string] => name.split(" ") as [string, string];
const operationOf = (name: string): Operation => {
  const [method, path] = split(name);
  const found = document().paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`GS1 has no ${name}`);
  return found;
};
const responseOf = (name: string, status: number): Response | null => {
  const found = operationOf(name).responses[String(status)];
  const referred = found?.$ref?.split("/").at(-1);
  return (referred === undefined ? found : document().components.responses[referred]) ?? null;
};

const REF = "#/components/schemas/";
/** A part of the document as a schema that stands alone. */
function schemaOf(part: Json): z.ZodType {
  // A default says nothing about what is valid, and zod would put it in.
  const rewrite = (node: unknown): string =>
    JSON.stringify(node, (key, value) => (key === "default" ? undefined : value)).replaceAll(REF, "#/$defs/");
  const $defs: Record<string, unknown> = {};
  const open = [rewrite(part)];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const [, name = ""] of text.matchAll(/#\/\$defs\/([^"]+)"/g)) {
      if (name in $defs) continue;
      const inner = rewrite(document().components.schemas[name]);
      $defs[name] = JSON.parse(inner);
      open.push(inner);
    }
  }
  return z.fromJSONSchema({ ...JSON.parse(rewrite(part)), $defs });
}

const segments = (path: string): readonly string[] => path.split("/").slice(1);

/** The handler that an address leads to, as Next finds it: names before parameters. */
async function routeTo(
  method: string,
  path: string,
): Promise<{ handler: Handler; params: Record<string, string> }> {
  const given = segments(`/api/epcis${path === "/" ? "" : path}`);
  const fits = Object.keys(ROUTES)
    .filter((address) => {
      const own = segments(address);
      return own.length === given.length && own.every((part, i) => part.startsWith("[") || part === given[i]);
    })
    .sort((a, b) => (a.includes("[resource]") ? 1 : 0) - (b.includes("[resource]") ? 1 : 0));
  const [address = ""] = fits;
  const params = Object.fromEntries(
    segments(address).flatMap((part, i) =>
      part.startsWith("[") ? [[part.slice(1, -1), decodeURIComponent(given[i] ?? "")]] : [],
    ),
  );
  const module = (await ROUTES[address]?.()) ?? {};
  return { handler: module[method] as Handler, params };
}

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("a client that was written from GS1's OpenAPI document", () => {
  const EPC = "https://id.gs1.org/01/09520101100016/21/A1";
  const PLACE = "https://id.gs1.org/414/9520101000019";
  const EVENT = "urn:uuid:33333333-3333-4333-8333-333333333333";
  const QUERY = {
    name: "MyQuery",
    query: { eventType: ["ObjectEvent"], EQ_bizStep: ["shipping", "receiving"] },
  };
  const SUBSCRIPTION = {
    dest: "https://client.example.com/queryCallback",
    signatureToken: "13df38d8275b13f05704629e5f1cf3d45d6132d5",
  };

  let at: TestWeb;
  let as: Browser;
  let seat: Awaited<ReturnType<typeof addPerson>>;
  const filled: Record<string, string> = {
    eventID: EVENT,
    eventType: "ObjectEvent",
    epc: EPC,
    bizStep: "shipping",
    bizLocation: PLACE,
    readPoint: PLACE,
    disposition: "in_transit",
    queryName: QUERY.name,
  };
  /** Bodies of requests that succeed. */
  const bodies: Record<string, unknown> = {
    "POST /queries": { ...QUERY, name: "Another" },
    "POST /queries/{queryName}/subscriptions": { ...SUBSCRIPTION, schedule: { hour: "1", minute: "5" } },
  };

  const send = async (name: string, call: Call = {}, who = as, values = filled): Promise<Answered> => {
    const [method, template] = split(name);
    const path = template.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(values[key] ?? "none"),
    );
    const { handler, params } = await routeTo(method, path);
    const body = bodies[name];
    return who(handler, { method, path: `/api/epcis${path}`, params, ...(body ? { body } : {}), ...call });
  };

  beforeAll(async () => {
    at = await openTestWeb();
    const org = await addOrganisation(at, "Client", { capability: "wholesaler" });
    seat = await addPerson(at, org, { roles: [...ROLES] });
    as = await signedIn(seat);
    const place = { id: PLACE };
    for (let i = 0; i < 3; i++)
      await addEvent(
        at,
        seat,
        objectEvent({
          epcList: [EPC],
          readPoint: place,
          bizLocation: place,
          ...(i === 0 ? { eventID: EVENT } : {}),
        }),
      );
    bodies["POST /queries"] = QUERY;
    await send("POST /queries");
    bodies["POST /queries"] = { ...QUERY, name: "Another" };
    const made = await send("POST /queries/{queryName}/subscriptions");
    filled.subscriptionID = made.json.subscriptionID;
    const page = await send("GET /events", { path: "/api/epcis/events?perPage=1" });
    filled.token =
      new URL(/<([^>]+)>/.exec(page.headers.get("link") ?? "")?.[1] ?? "").searchParams.get(
        "nextPageToken",
      ) ?? "";
  });
  afterAll(() => at.close());

  /** What deletes comes last. */
  const inOrder = [...asking].sort(
    (a, b) =>
      Number(a.startsWith("DELETE")) - Number(b.startsWith("DELETE")) || (a.length < b.length ? 1 : -1),
  );

  it("finds a handler for every operation", async () => {
    expect(asking.length).toBeGreaterThan(50);
    for (const name of asking) {
      const [method, template] = split(name);
      const { handler } = await routeTo(method, template.replaceAll(/\{\w+\}/g, "x"));
      expect(typeof handler, name).toBe("function");
      expect(method !== "OPTIONS" && isPlaceholder(handler), name).toBe(false);
    }
  });

  it("is refused with the documented problem: nobody, a key without the scope, a form there is not, a version there is not", async () => {
    const bearer = await addKey(at, seat, { scopes: ["view-proof"] });
    const cases: readonly (readonly [Call, Browser, number])[] = [
      [{}, browser(), 401],
      [{ headers: { authorization: bearer } }, browser(), 403],
      [{ headers: { accept: "text/csv" } }, as, 406],
      [{ headers: { "gs1-epcis-min": "3.0" } }, as, 406],
    ];
    for (const name of inOrder.filter((each) => !each.startsWith("OPTIONS"))) {
      for (const [call, who, status] of cases) {
        const answered = await send(name, call, who);
        expect([answered.status, answered.headers.get("content-type")], `${name} ${status}`).toEqual([
          status,
          "application/problem+json",
        ]);
        expect(answered.headers.get("gs1-epcis-version"), name).toBe("2.0.0");
        // GS1 documents only 204 and 501 for a token that is given back.
        if (name === "DELETE /nextPageToken/{token}") continue;
        const problem = responseOf(name, status)?.content?.["application/problem+json"]?.schema;
        if (!problem) throw new Error(`GS1 documents no ${status} for ${name}`);
        expect(schemaOf(problem).safeParse(answered.json).error, `${name} ${status}`).toBeUndefined();
      }
    }
  });

  it("is told 404 for what is not there, as documented", async () => {
    const nothing = Object.fromEntries(Object.keys(filled).map((key) => [key, "urn:example:not-there"]));
    for (const name of inOrder.filter((each) => each.includes("{") && !each.startsWith("OPTIONS"))) {
      const { status, json } = await send(name, {}, as, nothing);
      expect([name, status]).toEqual([name, 404]);
      expect(json.type).toMatch(/^epcisException:NoSuch(Name|Resource)Exception$/);
    }
  });

  it.each(inOrder)("%s answers as documented", async (name) => {
    const answered = await send(name);
    const documented = Object.keys(operationOf(name).responses).filter((status) => status.startsWith("2"));
    expect(documented, answered.text).toContain(String(answered.status));
    const said = Object.fromEntries([...answered.headers].filter(([header]) => header.startsWith("gs1-")));
    expect(said).toMatchObject({ "gs1-epcis-version": "2.0.0", "gs1-cbv-version": "2.0.0" });
    if (answered.status === 201)
      expect(answered.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/api\/epcis\//);
    const schema = responseOf(name, answered.status)?.content?.["application/json"]?.schema;
    if (!schema) return;
    // Of one query GS1's schema has a list and its example the query itself: the example is followed.
    const { items } = schema as { readonly items?: Json };
    const meant = name === "GET /queries/{queryName}" && items ? items : schema;
    expect(schemaOf(meant).safeParse(answered.json).error, answered.text).toBeUndefined();
  });
});
