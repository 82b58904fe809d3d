import { z } from "zod";
import { SEEN_PROBLEMS } from "@/lib/core/custody/exceptions";
import { receiveShipment } from "@/lib/operations/receive-shipment";
import { received } from "@/lib/web/answers/shipments";
import {
  actingFor,
  entry,
  link,
  links,
  quantityLines,
  quantityProblems,
  said,
  shipment,
} from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  actingFor,
  id: shipment,
  scans: links(10_000),
  quantities: quantityLines.optional(),
  reportMissing: z.boolean(),
  moreToCome: z.boolean().optional(),
  problems: z
    .array(z.strictObject({ kind: z.enum(SEEN_PROBLEMS), link: link.nullable(), note: said }))
    .max(1_000)
    .optional(),
  quantityProblems: quantityProblems.optional(),
  entry,
});

export const POST = command(
  fields,
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    receiveShipment(web.deps, scope, { requestKey, shipmentId: id, ...rest }),
  {
    summary: "Receive a delivery",
    description:
      "A scanned container counts for all it holds. What is missing is refused unless you report it, or say that more is to come: the delivery then stays open with what is expected. `quantities` are the packs without serials that came. `problems` are what a person saw on goods that came; such goods come in under a hold. `quantityProblems` are the same of packs without serials: so many of those in `quantities`, which are set aside.",
    scope: "receive-shipment",
    answer: received,
    example: { scans: ["https://id.gs1.org/00/095201010000000016"], reportMissing: false, entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
