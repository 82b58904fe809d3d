import { z } from "zod";
import { checkShipment } from "@/lib/operations/check-shipment";
import { links, purpose, site } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ receiverSiteId: site, purpose, units: links(5_000) });

export const POST = question(fields, ({ web, scope, input }) => checkShipment(web.deps, scope, input));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
