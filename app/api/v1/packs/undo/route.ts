import { z } from "zod";
import { UNDOABLE_STATES } from "@/lib/core/pack/undo";
import { undoPacks } from "@/lib/operations/undo-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

const fields = z.strictObject({
  ...packs,
  undoes: z.enum(UNDOABLE_STATES),
  declaredNotHandedOver: z.boolean(),
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => undoPacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Undo what became of packs",
    description: "Within ten days, by the site that did it. Names the state that is undone.",
    scope: "undo-pack",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE, undoes: "SUPPLIED", declaredNotHandedOver: true },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
