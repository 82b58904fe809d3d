import { z } from "zod";
import { lockPacks } from "@/lib/operations/lock-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

export const POST = command(
  z.strictObject(packs),
  ({ web, scope, input, requestKey }) => lockPacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Lock packs",
    description: "Nobody can dispense them until they are unlocked.",
    scope: "lock-pack",
    answer: changedPacks,
    example: { ...PACKS_EXAMPLE },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
