import { z } from "zod";
import { PACKS_AT_MOST } from "@/lib/operations/many-packs";
import { repackPacks } from "@/lib/operations/repack-packs";
import { entry, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

const fields = z.strictObject({ olds: links(PACKS_AT_MOST), news: links(PACKS_AT_MOST), entry });

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  repackPacks(web.deps, scope, { requestKey, ...input }),
);
