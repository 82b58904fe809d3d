import { z } from "zod";
import { countInQuantities } from "@/lib/operations/count-in-quantities";
import { changedQuantities } from "@/lib/web/answers/quantities";
import { entry, quantityLines } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { QUANTITIES_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject({ lines: quantityLines, entry }),
  ({ web, scope, input, requestKey }) => countInQuantities(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Count packs without serials in",
    description: "They come onto the site's book, by batch. Packs with serials are scanned instead.",
    scope: "count-in-stock",
    answer: changedQuantities,
    example: QUANTITIES_EXAMPLE,
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
