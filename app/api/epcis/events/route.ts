import { z } from "zod";
import { queryEvents } from "@/lib/operations/query-events";
import { eventAnswer } from "@/lib/web/epcis/event-answer";
import { epcis, epcisMethods } from "@/lib/web/epcis/handle";
import { QUERY_PARAMETERS, queryOf } from "@/lib/web/epcis/query";

export const GET = epcis(
  z.strictObject({}),
  async (call) => {
    const { web, scope, request } = call;
    const asked = queryOf(request);
    if (!asked.ok) return asked;
    const page = await queryEvents(web.deps, scope, asked.value.query, asked.value.paging);
    return page.ok ? eventAnswer(call, page.value) : page;
  },
  {
    summary: "Ask for events",
    description:
      "Those you are a party to. Names with {uom} and {type} go on with a unit of measure or a type; extensions are asked for by their names, as EPCIS 2.0 §8.2.7.1 says.",
    scope: "view-events",
    answers: "An EPCISQueryDocument.",
    produces: ["json", "json-ld", "xml"],
    query: QUERY_PARAMETERS,
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
