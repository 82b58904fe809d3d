import { z } from "zod";
import { countInStock } from "@/lib/operations/count-in-stock";
import { entry, links } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ units: links(5_000), entry }),
  ({ web, scope, input, requestKey }) => countInStock(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
