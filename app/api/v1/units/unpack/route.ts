import { z } from "zod";
import { unpackUnits } from "@/lib/operations/unpack-units";
import { entry, link, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ parent: link, children: links(5_000), entry });

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  unpackUnits(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
