import { z } from "zod";
import { checkOutPacks } from "@/lib/operations/check-out-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject(packs),
  ({ web, scope, input, requestKey }) => checkOutPacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Take packs for repacking",
    scope: "check-out-pack",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
