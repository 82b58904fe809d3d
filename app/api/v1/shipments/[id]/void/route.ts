import { z } from "zod";
import { voidShipment } from "@/lib/operations/void-shipment";
import { changed } from "@/lib/web/answers/parts";
import { entry, shipment } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: shipment, entry }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    voidShipment(web.deps, scope, { requestKey, shipmentId: id, ...rest }),
  {
    summary: "Take back a delivery that has not arrived",
    scope: "void-shipment",
    answer: changed,
    example: { entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
