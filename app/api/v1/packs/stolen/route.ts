import { z } from "zod";
import { reportStolen } from "@/lib/operations/report-stolen";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs, shipment } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

const { links, ...rest } = packs;
const fields = z.strictObject({
  packs: z.union([z.strictObject({ links }), z.strictObject({ shipmentId: shipment })]),
  ...rest,
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => reportStolen(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Report packs as stolen",
    description: "By their links, or all that a delivery still has under way. For good.",
    scope: "report-stolen",
    answer: changedPacks,
    example: { packs: { links: PACKS_EXAMPLE.links }, mode: PACKS_EXAMPLE.mode, entry: PACKS_EXAMPLE.entry },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
