import { z } from "zod";
import { createBatch } from "@/lib/operations/create-batch";
import { createdBatch } from "@/lib/web/answers/batches";
import { actingFor, product } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  actingFor,
  productId: product,
  // The operation says in its own words what is wrong with these two.
  number: z.string().max(100),
  expiryPrinted: z.string().max(100),
  plannedSize: z.int().min(1).max(100_000_000),
});

export const POST = command(
  fields,
  ({ web, scope, input, requestKey }) => createBatch(web.deps, scope, { requestKey, ...input }),
  {
    summary: "Create a batch",
    scope: "create-batch",
    answer: createdBatch,
    example: {
      productId: "3f0c7a52-8a1e-4c59-9b1a-2f6d5f0f7e11",
      number: "TX24107",
      expiryPrinted: "280300",
      plannedSize: 1440,
    },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
