import { z } from "zod";
import { checkShipment } from "@/lib/operations/check-shipment";
import { checkedShipment } from "@/lib/web/answers/shipments";
import { buyer, links, purpose, site } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ receiverSiteId: site, purpose, buyerId: buyer, units: links(5_000) });

export const POST = question(fields, ({ web, scope, input }) => checkShipment(web.deps, scope, input), {
  summary: "Try out a shipment",
  description: "Changes nothing: says what would stop it.",
  scope: "ship-units",
  answer: checkedShipment,
  example: {
    receiverSiteId: "3f0c7a52-8a1e-4c59-9b1a-2f6d5f0f7e11",
    purpose: "sale",
    units: ["https://id.gs1.org/00/095201010000000016"],
  },
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
