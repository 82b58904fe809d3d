import { z } from "zod";
import { packUnits } from "@/lib/operations/pack-units";
import { packed } from "@/lib/web/answers/units";
import { actingFor, entry, link, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  actingFor,
  parent: link.nullable(),
  children: links(5_000),
  oneBatch: z.boolean(),
  entry,
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => packUnits(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Pack into a case or pallet",
    description: "`parent` null numbers a new container.",
    scope: "pack-units",
    answer: packed,
    example: {
      parent: null,
      children: ["https://id.gs1.org/01/09520101100016/21/4KP7ZQ3M9T2H"],
      oneBatch: true,
      entry: "api",
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
