import { z } from "zod";
import { unholdBatch } from "@/lib/operations/hold-batch";
import { changed } from "@/lib/web/answers/parts";
import { batch } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const POST = command(
  z.strictObject({ id: batch }),
  ({ web, scope, input, requestKey }) => unholdBatch(web.deps, scope, { requestKey, batchId: input.id }),
  {
    summary: "End the hold of a batch",
    description: "A person's own act: no key can do it. What an authority holds, only an authority frees.",
    scope: "unhold-batch",
    answer: changed,
    example: {},
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
