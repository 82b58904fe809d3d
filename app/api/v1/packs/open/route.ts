import { z } from "zod";
import { PACKS_AT_MOST } from "@/lib/operations/many-packs";
import { openPacks } from "@/lib/operations/open-packs";
import { link, packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";

const { links: _links, ...rest } = packs;
const fields = z.strictObject({
  /** `remaining`: what is counted in the pack now; the operation says what is wrong with it. */
  packs: z.array(z.strictObject({ link, remaining: z.int() })).max(PACKS_AT_MOST),
  ...rest,
});

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  openPacks(web.deps, scope, { requestKey, ...input }),
);
