import { z } from "zod";
import { verifyPack } from "@/lib/operations/verify-pack";
import { reading } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

/** Records the look and changes nothing, so it takes no Idempotency-Key. */
export const POST = question(z.strictObject({ reading }), ({ web, scope, input }) =>
  verifyPack(web.deps, scope, input.reading),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
