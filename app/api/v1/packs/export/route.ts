import { z } from "zod";
import { exportPacks } from "@/lib/operations/export-packs";
import { packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

export const POST = command(z.strictObject(packs), ({ web, scope, input, requestKey }) =>
  exportPacks(web.deps, scope, { requestKey, ...input }),
);
