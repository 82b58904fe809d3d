import { z } from "zod";
import { UNDOABLE_STATES } from "@/lib/core/pack/undo";
import { undoPacks } from "@/lib/operations/undo-packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  ...packs,
  undoes: z.enum(UNDOABLE_STATES),
  declaredNotHandedOver: z.boolean(),
});

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  undoPacks(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
