import { z } from "zod";
import { countInStock } from "@/lib/operations/count-in-stock";
import { countedIn } from "@/lib/web/answers/units";
import { actingFor, entry, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ actingFor, units: links(5_000), entry }),
  ({ web, scope, input, requestKey }) => countInStock(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Count stock in",
    scope: "count-in-stock",
    answer: countedIn,
    example: { units: ["https://id.gs1.org/01/09520101100016/21/4KP7ZQ3M9T2H"], entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
