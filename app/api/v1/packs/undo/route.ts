import { z } from "zod";
import { undoDispense } from "@/lib/operations/undo-dispense";
import { ofLink } from "@/lib/web/answers/packs";
import { entry, gtin, serial } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ gtin, serial, declaredNotHandedOver: z.boolean(), entry });

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => undoDispense(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Undo a dispensing",
    scope: "undo-dispense",
    answer: ofLink,
    example: { gtin: "09520101100016", serial: "4KP7ZQ3M9T2H", declaredNotHandedOver: true, entry: "api" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
