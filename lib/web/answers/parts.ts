import { z } from "zod";

/** What answers are made of. Strict, so that a test finds a field nobody described. */

export const id = z.uuid();
/** Decimal text of a 64-bit number, so that it survives JSON. */
export const big = z.string().regex(/^\d+$/);
export const moment = z.number().meta({ description: "Epoch milliseconds." });
export const dayOf = z.iso.date();
export const text = z.string();
export const count = z.int().min(0);
export const linkOf = z.string().meta({
  description: "Canonical GS1 Digital Link.",
  examples: ["https://id.gs1.org/01/09520101100016/21/4KP7"],
});
export const kindOf = z.enum(["sgtin", "sscc"]);
export const changed = z.strictObject({
  changed: z.boolean().meta({ description: "False: it was so already." }),
});

/** What the public may read of an event; a member is null when the event has none. */
export const statement = z.strictObject({
  type: text.nullable(),
  action: text.nullable(),
  bizStep: text.nullable(),
  disposition: text.nullable(),
  registryState: text.nullable(),
  outcome: text.nullable(),
  month: text.nullable(),
  actorKind: text.nullable(),
  country: text.nullable(),
});
