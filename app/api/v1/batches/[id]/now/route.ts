import { z } from "zod";
import { viewBatchNow } from "@/lib/operations/view-batches";
import { batchNow } from "@/lib/web/answers/batches";
import { batch } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

export const GET = question(
  z.strictObject({ id: batch }),
  ({ web, scope, input }) => viewBatchNow(web.deps, scope, input.id),
  {
    summary: "Where the packs of a batch are now",
    description:
      "Counted, by possessor, site and state. For the batch's maker, its delegates and authorities.",
    scope: "view-batches",
    answer: batchNow,
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
