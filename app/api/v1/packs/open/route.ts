import { z } from "zod";
import { PACKS_AT_MOST } from "@/lib/operations/many-packs";
import { openPacks } from "@/lib/operations/open-packs";
import { changedPacks } from "@/lib/web/answers/packs";
import { link, packs } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

const { links: _links, ...rest } = packs;
const fields = z.strictObject({
  /** `remaining`: what is counted in the pack now; the operation says what is wrong with it. */
  packs: z.array(z.strictObject({ link, remaining: z.int() })).max(PACKS_AT_MOST),
  ...rest,
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => openPacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Record opened packs",
    description: "With the units left. The first opening decommissions a pack.",
    scope: "open-pack",
    answer: changedPacks,
    example: {
      packs: [{ link: PACKS_EXAMPLE.links[0], remaining: 12 }],
      mode: PACKS_EXAMPLE.mode,
      entry: PACKS_EXAMPLE.entry,
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
