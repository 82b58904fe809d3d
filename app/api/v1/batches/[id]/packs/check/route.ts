import { z } from "zod";
import { checkImport } from "@/lib/operations/check-import";
import { checkedImport } from "@/lib/web/answers/batches";
import { actingFor, batch } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ actingFor, id: batch, serials: z.array(z.string().max(100)) });

export const POST = question(
  fields,
  ({ web, scope, input: { id, ...rest } }) => checkImport(web.deps, scope, { batchId: id, ...rest }),
  {
    summary: "Try out a list of serial numbers",
    description: "Changes nothing: says which would become packs, which exist, which are none.",
    scope: "commission-packs",
    answer: checkedImport,
    example: { serials: ["A1B2C3", "A1B2C4"] },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
