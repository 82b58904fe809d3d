import { z } from "zod";
import { viewDelivery } from "@/lib/operations/view-delivery";
import { shipment } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";

export const GET = question(z.strictObject({ id: shipment }), ({ web, scope, input }) =>
  viewDelivery(web.deps, scope, input.id),
);
