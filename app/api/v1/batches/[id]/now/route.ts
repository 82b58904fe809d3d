import { z } from "zod";
import { viewBatchNow } from "@/lib/operations/view-batches";
import { batch } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";

export const GET = question(z.strictObject({ id: batch }), ({ web, scope, input }) =>
  viewBatchNow(web.deps, scope, input.id),
);
