import { z } from "zod";
import { receiveShipment } from "@/lib/operations/receive-shipment";
import { entry, links, shipment } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ id: shipment, scans: links(10_000), reportMissing: z.boolean(), entry });

export const POST = command(fields, ({ web, scope, input: { id, ...rest }, requestKey }) =>
  receiveShipment(web.deps, scope, { requestKey, shipmentId: id, ...rest }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
