import { z } from "zod";
import { undoPacks } from "@/lib/operations/undo-packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

/** The undo of a lock, under the name that people look for. */
export const POST = command(z.strictObject(packs), ({ web, scope, input, requestKey }) =>
  undoPacks(web.deps, scope, { requestKey, ...input, undoes: "LOCKED", declaredNotHandedOver: false }),
);
