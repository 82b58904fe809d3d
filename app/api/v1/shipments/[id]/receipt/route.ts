import { z } from "zod";
import { receiveShipment } from "@/lib/operations/receive-shipment";
import { received } from "@/lib/web/answers/shipments";
import { actingFor, entry, links, shipment } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  actingFor,
  id: shipment,
  scans: links(10_000),
  reportMissing: z.boolean(),
  entry,
});

export const POST = command(
  fields,
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    receiveShipment(web.deps, scope, { requestKey, shipmentId: id, ...rest }),
  {
    summary: "Receive a delivery",
    description:
      "A scanned container counts for all it holds. What is missing is refused unless you report it.",
    scope: "receive-shipment",
    answer: received,
    example: { scans: ["https://id.gs1.org/00/095201010000000016"], reportMissing: false, entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
