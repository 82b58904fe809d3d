import { z } from "zod";
import { queryEventsOf } from "@/lib/operations/query-events";
import { eventAnswer } from "@/lib/web/epcis/event-answer";
import { resource, value } from "@/lib/web/epcis/fields";
import { epcis, epcisMethods } from "@/lib/web/epcis/handle";
import { QUERY_PARAMETERS, queryOf } from "@/lib/web/epcis/query";
import { thingOf } from "@/lib/web/epcis/resources";

export const GET = epcis(
  z.strictObject({ resource, value }),
  async (call) => {
    const { web, scope, input, request } = call;
    const thing = thingOf(input.resource, input.value);
    if (!thing.ok) return thing;
    const asked = queryOf(request);
    if (!asked.ok) return asked;
    const page = await queryEventsOf(web.deps, scope, { thing: thing.value, ...asked.value });
    return page.ok ? eventAnswer(call, page.value) : page;
  },
  {
    summary: "Ask for the events of one of them",
    scope: "view-events",
    answers: "An EPCISQueryDocument.",
    produces: ["json", "json-ld", "xml"],
    query: QUERY_PARAMETERS,
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
