import { z } from "zod";
import { undoPacks } from "@/lib/operations/undo-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

/** The undo of a lock, under the name that people look for. */
export const POST = command(
  z.strictObject(packs),
  ({ web, scope, input, requestKey }) =>
    undoPacks(web.deps, scope, { requestKey, ...input, undoes: "LOCKED", declaredNotHandedOver: false }),
  {
    summary: "Unlock packs",
    description: "By the organisation that locked them, or by an authority.",
    scope: "unlock-pack",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
