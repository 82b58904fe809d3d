import { z } from "zod";
import { viewDelivery } from "@/lib/operations/view-delivery";
import { delivery } from "@/lib/web/answers/shipments";
import { shipment } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(
  z.strictObject({ id: shipment }),
  ({ web, scope, input }) => viewDelivery(web.deps, scope, input.id),
  { summary: "Read a delivery", scope: "view-shipments", answer: delivery },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
