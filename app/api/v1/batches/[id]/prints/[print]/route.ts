import { z } from "zod";
import { settlePrint } from "@/lib/operations/settle-print";
import { settledPrint } from "@/lib/web/answers/batches";
import { actingFor, batch, event as id, serial } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  actingFor,
  id: batch,
  print: id,
  outcome: z.enum(["checked", "spoiled"]),
  serial: serial.nullable(),
});

export const POST = command(
  fields,
  ({ web, scope, input: { id, print, ...rest }, requestKey }) =>
    settlePrint(web.deps, scope, { requestKey, batchId: id, printId: print, ...rest }),
  {
    summary: "Say what came out of a printer",
    scope: "print-labels",
    answer: settledPrint,
    example: { outcome: "checked", serial: "A1B2C3" },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
