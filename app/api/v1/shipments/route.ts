import { z } from "zod";
import { shipUnits } from "@/lib/operations/ship-units";
import { shipped } from "@/lib/web/answers/shipments";
import { actingFor, bookedLines, buyer, entry, links, orderNumber, purpose, site } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  actingFor,
  receiverSiteId: site,
  orderNumber: orderNumber.nullable(),
  purpose,
  buyerId: buyer,
  units: links(5_000),
  quantities: bookedLines.optional(),
  takeOff: z.boolean(),
  entry,
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => shipUnits(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Ship packs, cases and pallets",
    description:
      "The purpose decides what may be in it and to whom it goes: nothing recalled, expired, held, unreleased or inactive is sold; a recall return holds recalled packs only; destruction goes to reverse logistics; a transfer changes no owner; a drop shipment names its buyer. `quantities` are packs without serials, from the site's books.",
    scope: "ship-units",
    answer: shipped,
    example: {
      receiverSiteId: "3f0c7a52-8a1e-4c59-9b1a-2f6d5f0f7e11",
      orderNumber: "PO-4711",
      purpose: "sale",
      units: ["https://id.gs1.org/00/095201010000000016"],
      takeOff: false,
      entry: "api",
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
