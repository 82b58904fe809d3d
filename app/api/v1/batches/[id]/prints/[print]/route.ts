import { z } from "zod";
import { settlePrint } from "@/lib/operations/settle-print";
import { batch, event as id, serial } from "@/lib/web/fields";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({
  id: batch,
  print: id,
  outcome: z.enum(["checked", "spoiled"]),
  serial: serial.nullable(),
});

export const POST = command(fields, ({ web, scope, input: { id, print, ...rest }, requestKey }) =>
  settlePrint(web.deps, scope, { requestKey, batchId: id, printId: print, ...rest }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
