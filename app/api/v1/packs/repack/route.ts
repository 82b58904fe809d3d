import { z } from "zod";
import { PACKS_AT_MOST } from "@/lib/operations/many-packs";
import { repackPacks } from "@/lib/operations/repack-packs";
import { repacked } from "@/lib/web/answers/packs";
import { entry, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { PACKS_EXAMPLE } from "@/lib/web/openapi/examples";

const fields = z.strictObject({ olds: links(PACKS_AT_MOST), news: links(PACKS_AT_MOST), entry });

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => repackPacks(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Link new packs to those they replace",
    scope: "repack-packs",
    answer: repacked,
    example: {
      olds: PACKS_EXAMPLE.links,
      news: ["https://id.gs1.org/01/09520101100016/21/8MT2NEWPACK4"],
      entry: "api",
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
