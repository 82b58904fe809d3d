import { z } from "zod";
import { voidPacks } from "@/lib/operations/void-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject(packs),
  ({ web, scope, input, requestKey }) => voidPacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Void packs that were never shipped",
    description: "Takes back a commissioning. For good.",
    scope: "void-packs",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
