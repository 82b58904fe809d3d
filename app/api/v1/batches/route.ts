import { z } from "zod";
import { createBatch } from "@/lib/operations/create-batch";
import { product } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  productId: product,
  // The operation says in its own words what is wrong with these two.
  number: z.string().max(100),
  expiryPrinted: z.string().max(100),
  plannedSize: z.int().min(1).max(100_000_000),
});

export const POST = command(fields, ({ web, scope, input, requestKey }) =>
  createBatch(web.deps, scope, { requestKey, ...input }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
