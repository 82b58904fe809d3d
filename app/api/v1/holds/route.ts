import { z } from "zod";
import { HOLD_KINDS } from "@/lib/core/pack/axes";
import { placeHold } from "@/lib/operations/place-hold";
import { placedHold } from "@/lib/web/answers/holds";
import { batch, cause, entry, link, shipment } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  subject: z.union([
    z.strictObject({ link }),
    z.strictObject({ batchId: batch }),
    z.strictObject({ shipmentId: shipment }),
  ]),
  kind: z.enum(HOLD_KINDS),
  reason: cause,
  entry,
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => placeHold(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Place a hold",
    description:
      "On a pack, a container, a batch or a delivery under way. Whatever is inside inherits it. Holds add up.",
    scope: "place-hold",
    answer: placedHold,
    example: {
      subject: { link: "https://id.gs1.org/00/095201010000000016" },
      kind: "TEMPERATURE",
      reason: "Logger shows 14 °C for two hours",
      entry: "api",
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
