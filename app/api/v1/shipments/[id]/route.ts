import { z } from "zod";
import { viewDelivery } from "@/lib/operations/view-delivery";
import { shipment } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(z.strictObject({ id: shipment }), ({ web, scope, input }) =>
  viewDelivery(web.deps, scope, input.id),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
