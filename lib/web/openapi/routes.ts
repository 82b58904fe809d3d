import { documentOf, type RouteDoc, type RouteKind } from "./route-doc";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** Address as Next's folders write it → its module. */
export type RouteModules = Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>>;

export type ApiRoute = {
  readonly method: Method;
  /** With parameters as OpenAPI writes them: "/api/v1/batches/{id}/packs". */
  readonly path: string;
  /** Names of the parameters in the path. */
  readonly params: readonly string[];
  readonly kind: RouteKind;
  readonly input: import("zod").ZodType;
  readonly doc: RouteDoc;
  /** What it is about: the first part of the address after the version. */
  readonly noun: string;
};

/** All documented routes, by address and method. Throws for a handler without a description. */
export async function apiRoutes(modules: RouteModules): Promise<readonly ApiRoute[]> {
  const loaded = await Promise.all(
    Object.entries(modules).map(async ([address, load]) => routesOf(address, await load())),
  );
  return loaded.flat();
}

function routesOf(address: string, module: Readonly<Record<string, unknown>>): readonly ApiRoute[] {
  const params = [...address.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);
  const path = address.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
  return METHODS.flatMap((method) => {
    const handler = module[method];
    const route = typeof handler === "function" ? documentOf(handler) : undefined;
    if (!route) return [];
    const { kind, input, doc } = route;
    if (!doc) throw new Error(`${method} ${address} has no description: give ${kind}(…) its third argument`);
    return [{ method, path, params, kind, input, doc, noun: nounOf(path) }];
  });
}

const nounOf = (path: string): string => path.replace(/^\/api\/(v1\/)?/, "").split("/")[0] ?? "";
