import { z } from "zod";
import { crossDock } from "@/lib/operations/cross-dock";
import { crossDocked } from "@/lib/web/answers/shipments";
import { buyer, entry, links, orderNumber, purpose, shipment, site } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  id: shipment,
  scans: links(5_000),
  reportMissing: z.boolean(),
  moreToCome: z.boolean().optional(),
  receiverSiteId: site,
  orderNumber: orderNumber.nullable(),
  purpose,
  buyerId: buyer,
  entry,
});

export const POST = command(
  fields,
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    crossDock(web.deps, scope, { requestKey, shipmentId: id, ...rest }),
  {
    summary: "Receive goods and ship them on at once",
    description:
      "Cross-docking: what is scanned is received and shipped on to another site, both or neither. Goods that would come in under a hold stop it. Needs the scope ship-units as well.",
    scope: "receive-shipment",
    answer: crossDocked,
    example: {
      scans: ["https://id.gs1.org/00/095201010000000016"],
      reportMissing: false,
      receiverSiteId: "3f0c7a52-8a1e-4c59-9b1a-2f6d5f0f7e11",
      orderNumber: "PO-4711",
      purpose: "sale",
      entry: "api",
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
