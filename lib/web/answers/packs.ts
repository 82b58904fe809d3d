import { z } from "zod";
import { REGISTRY_STATES } from "@/lib/core/pack/axes";
import { RETURN_REASONS } from "@/lib/core/pack/restock";
import { ACTION_CODES, REASON_CODES, VERDICT_KINDS } from "@/lib/core/verdict/reason";
import { count, dayOf, id, linkOf, moment, text } from "./parts";

const reason = z.strictObject({ code: z.enum(REASON_CODES), params: z.record(z.string(), z.unknown()) });

export const verified = z.strictObject({
  verdict: z.strictObject({
    kind: z.enum(VERDICT_KINDS),
    reason,
    others: z.array(reason),
    action: z.strictObject({ code: z.enum(ACTION_CODES) }),
  }),
  product: z.strictObject({ name: text, strength: text, form: text, packSize: text }).nullable(),
  pack: z.strictObject({ gtin: text, serial: text, batch: text.nullable(), expiry: dayOf.nullable() }),
  undo: z.strictObject({ open: z.boolean(), until: moment }).nullable(),
  here: z.boolean().meta({ description: "It stands in this site's stock." }),
  at: moment,
});

export const dispensed = z.strictObject({ link: linkOf, eventId: id, undoUntil: moment });
export const quarantined = z.strictObject({ alertId: id.nullable(), held: z.boolean() });

/** What became of each of many packs, in the order of the call. */
export const changedPacks = z.strictObject({
  done: count,
  refused: count,
  results: z.array(
    z.union([
      z.strictObject({
        link: linkOf,
        result: z.literal("done"),
        eventId: id.nullable().meta({ description: "The event that tells of it. Null: it was so already." }),
      }),
      z.strictObject({
        link: linkOf,
        result: z.literal("refused"),
        code: text,
        message: text,
        next: text,
        facts: z.record(z.string(), z.union([text, z.number(), z.boolean(), z.null()])).optional(),
      }),
    ]),
  ),
});

export const repacked = z.strictObject({ olds: count, news: count });

/** When goods left for a customer and came back. */
export const returned = z
  .strictObject({
    suppliedAt: moment
      .nullable()
      .meta({ description: "When it was shipped to that customer. Null: not by you." }),
    returnedAt: moment.meta({ description: "When its receipt was recorded." }),
    until: moment.nullable().meta({
      description: "Until when it had to be back. Null: returns of this customer have no time limit.",
    }),
  })
  .nullable()
  .meta({ description: "Null: it did not come back from a customer." });

/** Of each pack: may it go back to stock, why not, and how long an undo is possible. */
export const checkedReturn = z.strictObject({
  packs: z.array(
    z.strictObject({
      link: linkOf,
      back: z.enum(["yes", "after-undo", "no"]),
      reasons: z.array(z.enum(RETURN_REASONS)).meta({ description: "The gravest first." }),
      returned,
      undoUntil: moment.nullable(),
      undoLeft: z.number().min(0).nullable().meta({ description: "Milliseconds." }),
      undoes: z
        .enum(REGISTRY_STATES)
        .nullable()
        .meta({ description: "What to undo before it may: `undoes` of the undo." }),
    }),
  ),
  unknown: z.array(linkOf),
});
