import { z } from "zod";
import { shipUnits } from "@/lib/operations/ship-units";
import { entry, links, orderNumber, purpose, site } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  receiverSiteId: site,
  orderNumber: orderNumber.nullable(),
  purpose,
  units: links(5_000),
  takeOff: z.boolean(),
  entry,
});

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  shipUnits(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
