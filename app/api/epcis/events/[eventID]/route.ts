import { z } from "zod";
import { DEFAULT_PER_PAGE } from "@/lib/core/epcis-query/paging";
import { parseQuery } from "@/lib/core/epcis-query/parse-query";
import { refuse } from "@/lib/core/refusal";
import { queryEvents } from "@/lib/operations/query-events";
import { eventAnswer } from "@/lib/web/epcis/event-answer";
import { value } from "@/lib/web/epcis/fields";
import { epcis, epcisMethods } from "@/lib/web/epcis/handle";

const UNKNOWN = refuse(
  "EVENT_UNKNOWN",
  "There is no event of this id that you may read.",
  "Check the id: in the path it is percent-encoded.",
);

export const GET = epcis(
  z.strictObject({ eventID: value }),
  async (call) => {
    const { web, scope, input } = call;
    const query = parseQuery({ url: [["EQ_eventID", input.eventID]] });
    if (!query.ok) return UNKNOWN;
    const paging = { perPage: DEFAULT_PER_PAGE, nextPageToken: null };
    const page = await queryEvents(web.deps, scope, query.value, paging);
    if (!page.ok) return page;
    return page.value.items.length > 0 ? eventAnswer(call, { ...page.value, next: null }) : UNKNOWN;
  },
  {
    summary: "Get one event",
    description: "With the declarations of errors that have its id.",
    scope: "view-events",
    answers: "An EPCISQueryDocument.",
    produces: ["json", "json-ld", "xml"],
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
