import { z } from "zod";
import { reportStolen } from "@/lib/operations/report-stolen";
import { packs, shipment } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

const { links, ...rest } = packs;
const fields = z.strictObject({
  packs: z.union([z.strictObject({ links }), z.strictObject({ shipmentId: shipment })]),
  ...rest,
});

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  reportStolen(web.deps, scope, { requestKey, ...input }),
);
