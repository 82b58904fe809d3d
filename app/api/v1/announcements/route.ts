import { z } from "zod";
import { announceDelivery } from "@/lib/operations/announce-delivery";
import { parseXml } from "@/lib/primitives/xml";
import { announced } from "@/lib/web/answers/arrivals";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ epcis: z.string().min(1).max(4_000_000) }),
  ({ web, scope, input, requestKey }) =>
    announceDelivery({ ...web.deps, parseXml }, scope, { requestKey, ...input }),
  {
    summary: "Announce a delivery by EPCIS",
    description:
      "A supplier's document (EPCIS 2.0 JSON, or 1.x and 2.0 XML, as text) says what is to come: its shipping event and its packing events. It gives custody of nothing; the goods, or the sender's data in Packproof, meet it later.",
    scope: "receive-shipment",
    answer: announced,
    example: {
      epcis:
        '{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"EPCISDocument"}',
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
