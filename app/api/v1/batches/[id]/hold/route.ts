import { z } from "zod";
import { holdBatch } from "@/lib/operations/hold-batch";
import { changed } from "@/lib/web/answers/parts";
import { batch, reason } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: batch, reason: reason.nullable().default(null) }),
  ({ web, scope, input, requestKey }) =>
    holdBatch(web.deps, scope, { requestKey, batchId: input.id, reason: input.reason }),
  {
    summary: "Hold a batch",
    description: "At once and everywhere; one person can do it, and one can undo it.",
    scope: "hold-batch",
    answer: changed,
    example: { reason: "Glass in ampoules" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
