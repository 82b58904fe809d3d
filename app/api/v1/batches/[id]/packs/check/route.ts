import { z } from "zod";
import { checkImport } from "@/lib/operations/check-import";
import { batch } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ id: batch, serials: z.array(z.string().max(100)) });

export const POST = question(fields, ({ web, scope, input: { id, serials } }) =>
  checkImport(web.deps, scope, { batchId: id, serials }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
