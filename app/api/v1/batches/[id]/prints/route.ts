import { z } from "zod";
import { recordPrint } from "@/lib/operations/record-print";
import { viewPrints } from "@/lib/operations/view-batches";
import { prints, recordedPrint } from "@/lib/web/answers/batches";
import { actingFor, batch, serial } from "@/lib/web/fields";
import { command, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  actingFor,
  id: batch,
  count: z.int(),
  serialFrom: serial,
  serialTo: serial,
  reason: z.string().trim().min(1).max(200).nullable(),
});

export const POST = command(
  fields,
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    recordPrint(web.deps, scope, { requestKey, batchId: id, ...rest }),
  {
    summary: "Record that labels go to a printer",
    scope: "print-labels",
    answer: recordedPrint,
    example: { count: 2, serialFrom: "A1B2C3", serialTo: "A1B2C4", reason: null },
  },
);

export const GET = question(
  z.strictObject({ id: batch }),
  ({ web, scope, input }) => viewPrints(web.deps, scope, input.id),
  { summary: "List the print jobs of a batch", scope: "view-batches", answer: prints },
);

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
