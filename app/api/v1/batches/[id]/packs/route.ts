import { z } from "zod";
import { commissionPacks } from "@/lib/operations/commission-packs";
import { viewBatchPacks } from "@/lib/operations/view-batches";
import { batchPacks, commissioned } from "@/lib/web/answers/batches";
import { actingFor, batch, entry } from "@/lib/web/fields";
import { command, question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const serials = z.union([
  z.strictObject({ import: z.array(z.string().max(100)) }),
  z.strictObject({ generate: z.int() }),
]);

export const POST = command(
  z.strictObject({ actingFor, id: batch, serials, entry }),
  ({ web, scope, input: { id, ...rest }, requestKey }) =>
    commissionPacks(web.deps, scope, { requestKey, batchId: id, ...rest }),
  {
    summary: "Give packs of a batch their serial numbers",
    description: "Either your own serial numbers or how many to make. Packs exist from here on.",
    scope: "commission-packs",
    answer: commissioned,
    example: { serials: { generate: 24 }, entry: "api" },
  },
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

export const GET = question(page, ({ web, scope, input }) => viewBatchPacks(web.deps, scope, input), {
  summary: "List the packs of a batch",
  description: "In the order they were made. For the next page send the id of the last one as `after`.",
  scope: "view-batches",
  answer: batchPacks,
});

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
