import { z } from "zod";
import { quarantinePack } from "@/lib/operations/quarantine-pack";
import { cause, entry, reading } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(z.strictObject({ reading, cause, entry }), ({ web, scope, input, requestKey }) =>
  quarantinePack(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
