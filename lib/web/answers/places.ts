import { z } from "zod";
import { PLACE_KINDS } from "@/lib/core/custody/place";
import { count, linkOf, text } from "./parts";

export const definedPlace = z.strictObject({ label: text });
export const putAwayUnits = z.strictObject({
  units: count,
  held: count.meta({ description: "Units that a hold was placed on because they went to quarantine." }),
});
export const places = z.array(
  z.strictObject({ label: text, kind: z.enum(PLACE_KINDS), links: z.array(linkOf) }),
);
