import { z } from "zod";
import { runQuery } from "@/lib/operations/named-queries";
import { eventAnswer } from "@/lib/web/epcis/event-answer";
import { value } from "@/lib/web/epcis/fields";
import { epcis, epcisMethods } from "@/lib/web/epcis/handle";
import { PAGE_PARAMETERS, pagingOf, socketRefusal } from "@/lib/web/epcis/query";

export const GET = epcis(
  z.strictObject({ queryName: value }),
  async (call) => {
    const { web, scope, input, request } = call;
    const socket = socketRefusal(request);
    if (socket) return socket;
    const paging = pagingOf(request);
    if (!paging.ok) return paging;
    const page = await runQuery(web.deps, scope, input.queryName, paging.value);
    return page.ok ? eventAnswer(call, page.value, input.queryName) : page;
  },
  {
    summary: "Ask for the events of a named query",
    scope: "view-events",
    answers: "An EPCISQueryDocument.",
    produces: ["json", "json-ld", "xml"],
    query: PAGE_PARAMETERS,
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
