import { z } from "zod";
import { packUnits } from "@/lib/operations/pack-units";
import { entry, link, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  parent: link.nullable(),
  children: links(5_000),
  oneBatch: z.boolean(),
  entry,
});

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  packUnits(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
