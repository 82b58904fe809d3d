import { z } from "zod";
import { dispensePack } from "@/lib/operations/dispense-pack";
import { reading } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(z.strictObject({ reading }), ({ web, scope, input, requestKey }) =>
  dispensePack(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
