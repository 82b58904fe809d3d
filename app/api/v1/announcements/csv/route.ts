import { z } from "zod";
import { announceDelivery } from "@/lib/operations/announce-delivery";
import { parseXml } from "@/lib/primitives/xml";
import { announced } from "@/lib/web/answers/arrivals";
import { gln, orderNumber } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  csv: z.string().min(1).max(4_000_000),
  senderGln: gln,
  despatchAdvice: orderNumber,
  orderNumber: orderNumber.nullable(),
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) =>
    announceDelivery({ ...web.deps, parseXml }, scope, { requestKey, ...input }),
  {
    summary: "Announce a delivery by a list",
    description:
      "CSV with a heading: `code` (any GS1 notation) and the code of its container under `parent`, or `gtin`, `batch` and `quantity` of packs without serial numbers.",
    scope: "receive-shipment",
    answer: announced,
    example: {
      csv: "code,parent\n(00)095201010000000016,\n(01)09520101100016(21)4KP7,(00)095201010000000016",
      senderGln: "9520101000019",
      despatchAdvice: "LS-4711",
      orderNumber: null,
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
