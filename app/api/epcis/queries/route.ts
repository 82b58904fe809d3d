import { z } from "zod";
import { isObject } from "@/lib/core/canonical/is-object";
import { createQuery, listQueries } from "@/lib/operations/named-queries";
import { epcisObject, JSON_TYPES, onlyMembers, wrongMember } from "@/lib/web/epcis/body";
import { created, epcis, epcisMethods, json } from "@/lib/web/epcis/handle";
import { pageHeaders } from "@/lib/web/epcis/paging";
import { PAGE_PARAMETERS, pagingOf } from "@/lib/web/epcis/query";

export const GET = epcis(
  z.strictObject({}),
  async (call) => {
    const paging = pagingOf(call.request);
    if (!paging.ok) return paging;
    const page = await listQueries(call.web.deps, call.scope, paging.value);
    if (!page.ok) return page;
    const queries = page.value.items.map(({ name, query }) => ({ name, query }));
    return json(queries, call.wanted, { headers: pageHeaders(call, page.value) });
  },
  {
    summary: "List named queries",
    scope: "view-events",
    answers: "A list of queries with their names.",
    query: PAGE_PARAMETERS,
  },
);

export const POST = epcis(
  z.strictObject({}),
  async ({ web, scope, request, wanted }) => {
    const body = await epcisObject(request);
    if (!body.ok) return body;
    const others = onlyMembers(body.value, ["name", "query", "@context"]);
    if (others) return others;
    const { name, query } = body.value;
    if (typeof name !== "string") return wrongMember("name", "Expected a text.");
    if (!isObject(query)) return wrongMember("query", "Expected an object.");
    const made = await createQuery(web.deps, scope, { name, query });
    return made.ok ? created(web, `queries/${encodeURIComponent(name)}`, { name, query }, wanted) : made;
  },
  {
    summary: "Give a query a name",
    description: "Its events are then at /queries/{name}/events, and others can be sent them.",
    scope: "manage-subscriptions",
    answers: "The query; Location is its address.",
    status: 201,
    body: {
      contentType: JSON_TYPES,
      description: "The query's parameters as EPCIS 2.0's query schema has them.",
      example: { name: "Shipped packs", query: { eventType: ["ObjectEvent"], EQ_bizStep: ["shipping"] } },
    },
  },
);

export const { DELETE, OPTIONS, PATCH, PUT } = epcisMethods(["GET", "POST"]);
