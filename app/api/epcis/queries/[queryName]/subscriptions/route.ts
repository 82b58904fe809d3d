import { z } from "zod";
import { listSubscriptions, subscribe } from "@/lib/operations/subscriptions";
import { JSON_TYPES } from "@/lib/web/epcis/body";
import { value } from "@/lib/web/epcis/fields";
import { created, epcis, epcisMethods, json } from "@/lib/web/epcis/handle";
import { pageHeaders } from "@/lib/web/epcis/paging";
import { PAGE_PARAMETERS, pagingOf } from "@/lib/web/epcis/query";
import { subscribingOf, subscriptionAnswer } from "@/lib/web/epcis/subscription";

const fields = z.strictObject({ queryName: value });

export const GET = epcis(
  fields,
  async (call) => {
    const { web, scope, input, request, wanted } = call;
    const paging = pagingOf(request);
    if (!paging.ok) return paging;
    const page = await listSubscriptions(web.deps, scope, input.queryName, paging.value);
    return page.ok
      ? json(page.value.items.map(subscriptionAnswer), wanted, { headers: pageHeaders(call, page.value) })
      : page;
  },
  {
    summary: "List the subscriptions to a query",
    scope: "manage-subscriptions",
    answers: "A list of subscriptions.",
    query: PAGE_PARAMETERS,
  },
);

export const POST = epcis(
  fields,
  async (call) => {
    const { web, scope, input, wanted } = call;
    const asked = await subscribingOf(call, input.queryName);
    if (!asked.ok) return asked;
    const made = await subscribe(web.deps, scope, asked.value);
    if (!made.ok) return made;
    const address = `queries/${encodeURIComponent(input.queryName)}/subscriptions/${made.value.id}`;
    // Told here and never again.
    return created(
      web,
      address,
      { ...subscriptionAnswer(made.value), signatureToken: made.value.secret },
      wanted,
    );
  },
  {
    summary: "Have the events of a query sent to you",
    description:
      "As they come (stream) or by schedule, to an https address on the public internet. GS1-EPC-Format says how identifiers are written. Without signatureToken one is made up and answered.",
    scope: "manage-subscriptions",
    answers: "The subscription; Location is its address.",
    status: 201,
    body: {
      contentType: JSON_TYPES,
      description: "Where to, what deliveries are signed with, and when.",
      example: {
        dest: "https://erp.example.com/epcis",
        signatureToken: "13df38d8275b13f05704629e5f1cf3d45d6132d5",
        stream: true,
      },
    },
  },
);

export const { DELETE, OPTIONS, PATCH, PUT } = epcisMethods(["GET", "POST"]);
