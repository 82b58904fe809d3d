import { z } from "zod";
import { receiveFoundUnit } from "@/lib/operations/receive-found-unit";
import { entry, link } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(z.strictObject({ link, entry }), ({ web, scope, input, requestKey }) =>
  receiveFoundUnit(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
