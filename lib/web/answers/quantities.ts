import { z } from "zod";
import { BOOKS } from "@/lib/core/custody/quantities";
import { RETURN_REASONS } from "@/lib/core/pack/restock";
import { returned } from "./packs";
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
    book: z.enum(BOOKS).meta({ description: "What came back or was set aside is no stock." }),
    count,
  }),
);

export const checkedQuantityReturn = z.array(
  z.strictObject({
    gtin: text,
    batch: text,
    book: z.enum(BOOKS),
    back: z.enum(["yes", "no"]),
    reasons: z.array(z.enum(RETURN_REASONS)).meta({ description: "The gravest first." }),
    returned,
  }),
);
