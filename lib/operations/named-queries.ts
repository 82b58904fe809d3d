import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { Paging } from "@/lib/core/epcis-query/paging";
import { parseQuery } from "@/lib/core/epcis-query/parse-query";
import { ok, type Refused, refuse } from "@/lib/core/refusal";
import { look } from "./gate";
import type { NamedQueries, NamedQuery } from "./named-query-ports";
import { type PageDeps, paged } from "./pages";
import type { AuditEntry } from "./ports";
import { pageOfEvents } from "./query-events";
import type { TenantScope } from "./scope";

export type QueryDeps = PageDeps & { readonly queries: NamedQueries };

export const QUERY_UNKNOWN: Refused<"QUERY_UNKNOWN"> = refuse(
  "QUERY_UNKNOWN",
  "There is no query of that name.",
  "GET /queries lists those there are.",
);

/** One path segment, that people may read aloud. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._~-]{0,99}$/u;

/** Gives a query a name, by which its events are asked for and subscribed to (EPCIS 2.0, POST /queries). */
export const createQuery = (
  deps: QueryDeps,
  scope: TenantScope,
  { name, query }: { readonly name: string; readonly query: JsonObject },
) =>
  look(deps, scope, "manage-subscriptions", async (now) => {
    if (!NAME.test(name))
      return refuse(
        "QUERY_NAME",
        "A query's name is up to 100 letters, digits, spaces and . _ ~ -, and begins with a letter or digit.",
        "Choose another name.",
      );
    const read = parseQuery({ json: query });
    if (!read.ok) return read;
    const made = await deps.queries.create(
      scope,
      { name, query, createdAt: now },
      audited("create", { name }, now),
    );
    return made
      ? ok({ name })
      : refuse(
          "QUERY_EXISTS",
          "There is a query of that name.",
          "Choose another name, or delete that one first.",
        );
  });

export const listQueries = (deps: QueryDeps, scope: TenantScope, paging: Paging) =>
  look(deps, scope, "view-events", () =>
    paged<string, NamedQuery, never>(
      deps,
      scope,
      { question: JSON.stringify(["queries"]), paging, first: "" },
      async (after, perPage) => {
        const found = await deps.queries.list(scope, after, perPage + 1);
        const items = found.slice(0, perPage);
        return ok({ items, next: found.length > perPage ? (items.at(-1)?.name ?? null) : null });
      },
    ),
  );

export const viewQuery = (deps: QueryDeps, scope: TenantScope, name: string) =>
  look(deps, scope, "view-events", async () => {
    const found = await deps.queries.find(scope, name);
    return found ? ok(found) : QUERY_UNKNOWN;
  });

/** A page of the events that a named query wants now. */
export const runQuery = (deps: QueryDeps, scope: TenantScope, name: string, paging: Paging) =>
  look(deps, scope, "view-events", async () => {
    const found = await deps.queries.find(scope, name);
    if (!found) return QUERY_UNKNOWN;
    const query = parseQuery({ json: found.query });
    return query.ok ? pageOfEvents(deps, scope, query.value, paging) : query;
  });

/** Ends its subscriptions too. */
export const dropQuery = (deps: QueryDeps, scope: TenantScope, name: string) =>
  look(deps, scope, "manage-subscriptions", async (now) =>
    (await deps.queries.drop(scope, name, audited("delete", { name }, now))) ? ok(null) : QUERY_UNKNOWN,
  );

export const audited = (what: string, detail: AuditEntry["detail"], at: number): AuditEntry => ({
  action: "manage-subscriptions",
  outcome: "done",
  detail: { what, ...detail },
  at,
});
