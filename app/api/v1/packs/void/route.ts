import { z } from "zod";
import { voidPacks } from "@/lib/operations/void-packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

export const POST = command(z.strictObject(packs), ({ web, scope, input, requestKey }) =>
  voidPacks(web.deps, scope, { requestKey, ...input }),
);
