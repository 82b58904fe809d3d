import { z } from "zod";
import { commissionPacks } from "@/lib/operations/commission-packs";
import { viewBatchPacks } from "@/lib/operations/view-batches";
import { batch, entry } from "@/lib/web/fields";
import { command, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const serials = z.union([
  z.strictObject({ import: z.array(z.string().max(100)) }),
  z.strictObject({ generate: z.int() }),
]);

export const POST = command(
  z.strictObject({ id: batch, serials, entry }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    commissionPacks(web.deps, scope, { requestKey, batchId: id, ...rest }),
);

const page = z.strictObject({
  id: batch,
  /** Id of the last pack of the page before. */
  after: z
    .string()
    .regex(/^\d{1,19}$/)
    .default("0"),
  limit: z.coerce.number().int().min(1).max(10_000).default(500),
});

export const GET = question(page, ({ web, scope, input }) => viewBatchPacks(web.deps, scope, input));

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
