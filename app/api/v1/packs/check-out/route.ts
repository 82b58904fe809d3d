import { z } from "zod";
import { checkOutPacks } from "@/lib/operations/check-out-packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

export const POST = command(z.strictObject(packs), ({ web, scope, input, requestKey }) =>
  checkOutPacks(web.deps, scope, { requestKey, ...input }),
);
