import { z } from "zod";
import { id, linkOf } from "./parts";

export const placedHold = z.strictObject({ holdId: id });
export const releasedHold = z.strictObject({
  link: linkOf.nullable().meta({ description: "Null: it was on a batch or a delivery." }),
});
