import { z } from "zod";
import { PUBLIC_CODES } from "@/lib/core/verdict/public-verdict";
import { count, dayOf, id, statement, text } from "./parts";

export const publicAnswer = z.strictObject({
  verdict: z.strictObject({
    kind: z.enum(["RECOGNISED", "ASK", "NOT_TRACKED", "INCOMPLETE"]),
    code: z.enum(PUBLIC_CODES),
    params: z.strictObject({ month: text.optional(), text: text.optional() }),
  }),
  product: z.strictObject({ name: text, strength: text, form: text, packSize: text, maker: text }).nullable(),
  given: z.strictObject({ gtin: text, serial: text, batch: text.nullable(), expiry: dayOf.nullable() }),
  steps: z.array(
    z.strictObject({
      eventId: id,
      statement,
      logged: z.boolean(),
      anchored: z.boolean(),
      final: z.boolean(),
    }),
  ),
  containerSteps: count,
});

const part = z.strictObject({ status: z.enum(["ok", "degraded", "down"]), says: text });
export const healthAnswer = z.strictObject({
  status: z.enum(["ok", "degraded", "down"]),
  parts: z.strictObject({ web: part, database: part, worker: part, log: part, chain: part }),
});
