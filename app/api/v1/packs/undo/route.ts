import { z } from "zod";
import { undoDispense } from "@/lib/operations/undo-dispense";
import { entry, gtin, serial } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ gtin, serial, declaredNotHandedOver: z.boolean(), entry });

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  undoDispense(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
