import { z } from "zod";
import { recordPrint } from "@/lib/operations/record-print";
import { viewPrints } from "@/lib/operations/view-batches";
import { batch, serial } from "@/lib/web/fields";
import { command, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  id: batch,
  count: z.int(),
  serialFrom: serial,
  serialTo: serial,
  reason: z.string().trim().min(1).max(200).nullable(),
});

export const POST = command(fields, ({ web, scope, input: { id, ...rest }, requestKey }) =>
  recordPrint(web.deps, scope, { requestKey, batchId: id, ...rest }),
);

export const GET = question(z.strictObject({ id: batch }), ({ web, scope, input }) =>
  viewPrints(web.deps, scope, input.id),
);

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
