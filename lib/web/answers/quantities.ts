import { z } from "zod";
import { count, dayOf, text } from "./parts";

export const changedQuantities = z.strictObject({
  packs: count.meta({ description: "Of all lines together." }),
});
export const quantities = z.array(
  z.strictObject({
    gtin: text,
    batch: text,
    product: text,
    strength: text,
    lastValidDay: dayOf,
    batchState: z.enum(["PACKAGED", "RELEASED"]),
    batchHeld: z.boolean(),
    recalled: z.boolean(),
    count,
  }),
);
