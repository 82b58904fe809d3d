import { z } from "zod";
import { dropQuery, viewQuery } from "@/lib/operations/named-queries";
import { value } from "@/lib/web/epcis/fields";
import { epcis, epcisMethods, json, noContent } from "@/lib/web/epcis/handle";

const fields = z.strictObject({ queryName: value });

export const GET = epcis(
  fields,
  async ({ web, scope, input, wanted }) => {
    const found = await viewQuery(web.deps, scope, input.queryName);
    return found.ok ? json({ name: found.value.name, query: found.value.query }, wanted) : found;
  },
  { summary: "See a named query", scope: "view-events", answers: "The query with its name." },
);

export const DELETE = epcis(
  fields,
  async ({ web, scope, input }) => {
    const dropped = await dropQuery(web.deps, scope, input.queryName);
    return dropped.ok ? noContent() : dropped;
  },
  {
    summary: "Delete a named query",
    description: "Ends its subscriptions too.",
    scope: "manage-subscriptions",
    answers: "Nothing.",
    status: 204,
  },
);

export const { OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET", "DELETE"]);
