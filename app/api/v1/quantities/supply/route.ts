import { z } from "zod";
import { supplyQuantities } from "@/lib/operations/supply-quantities";
import { changedQuantities } from "@/lib/web/answers/quantities";
import { entry, quantityLines } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { QUANTITIES_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject({ lines: quantityLines, entry }),
  ({ web, scope, input, requestKey }) => supplyQuantities(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Hand out packs without serials",
    description: "Refused when fewer are on the site's book, or something is against their batch.",
    scope: "dispense-pack",
    answer: changedQuantities,
    example: QUANTITIES_EXAMPLE,
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
