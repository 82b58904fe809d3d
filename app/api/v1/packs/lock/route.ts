import { z } from "zod";
import { lockPacks } from "@/lib/operations/lock-packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

export const POST = command(z.strictObject(packs), ({ web, scope, input, requestKey }) =>
  lockPacks(web.deps, scope, { requestKey, ...input }),
);
