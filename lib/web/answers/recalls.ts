import { z } from "zod";
import { RECALL_DEPTHS } from "@/lib/core/pack/axes";
import { BUCKETS } from "@/lib/core/recall/buckets";
import { RECALL_IMPACTS, RECALL_STEPS } from "@/lib/core/recall/response";
import { RECALL_STATES } from "@/lib/core/recall/two-steps";
import { count, id, moment, text } from "./parts";

const recallClass = z.int().min(1).max(4).meta({ description: "1 is the most serious." });
const depth = z.enum(RECALL_DEPTHS);
const market = text.meta({ description: "ISO 3166 alpha-2." });
const step = z.enum(RECALL_STEPS);
/** Not counted by those who were only notified. */
const figure = count.nullable();

const preparedBy = id.nullable().meta({ description: "A person of yours; null for those of others." });

export const preparedRecall = z.strictObject({
  recallId: id,
  held: z.array(id).meta({ description: "Batches that this draft put on hold." }),
});
export const signedRecall = z.strictObject({
  changed: z.boolean().meta({ description: "False: it was signed already." }),
  sites: count.meta({ description: "Sites that were notified and must answer." }),
});
export const answeredRecall = z.strictObject({ siteId: id, steps: z.array(step) });

export const recallLines = z.array(
  z.strictObject({
    id,
    state: z.enum(RECALL_STATES),
    markets: z.array(market),
    class: recallClass,
    depth,
    mine: z.boolean(),
    at: moment,
    preparedBy,
    batches: z.array(text),
    batchIds: z.array(id),
    open: z.array(id).meta({ description: "Your sites that have not acknowledged yet." }),
    unanswered: figure.meta({ description: "All sites that have not acknowledged yet." }),
  }),
);

const balance = z.strictObject({
  commissioned: count,
  counts: z.record(z.enum(BUCKETS), count),
  difference: z.int().meta({ description: "Anything but 0 is a defect of the ledger." }),
  unaccounted: count,
});

export const recallView = z.strictObject({
  id,
  state: z.enum(RECALL_STATES),
  organisation: text.meta({ description: "Whose recall it is: the maker's, or an authority's." }),
  maker: text,
  preparedBy,
  signedBy: preparedBy,
  markets: z.array(market),
  recall: z.strictObject({ class: recallClass, depth, publicText: text.nullable() }),
  reason: text,
  serials: z
    .strictObject({ from: text, to: text })
    .nullable()
    .meta({ description: "First and last serial number; null: the batches whole." }),
  preparedAt: moment,
  signedAt: moment.nullable(),
  batches: z.array(
    z.strictObject({
      id,
      number: text,
      gtin: text,
      product: text,
      serialised: z.boolean().meta({
        description: "False: its packs have no serials; they are counted as sites told how many there are.",
      }),
      balance: balance.nullable(),
    }),
  ),
  responses: z.array(
    z.strictObject({
      siteId: id,
      site: text,
      organisation: text,
      mine: z.boolean(),
      step,
      since: moment.meta({ description: "When it took that step." }),
      due: moment.nullable(),
      late: z.boolean(),
      acknowledged: z
        .strictObject({ at: moment, impact: z.enum(RECALL_IMPACTS), quantity: count })
        .nullable(),
    }),
  ),
  sites: z.strictObject({
    notified: count,
    opened: count,
    acknowledged: count,
    completed: count,
    late: count,
  }),
  allAcknowledged: moment
    .nullable()
    .meta({ description: "When the last of all sites acknowledged; null: one has not." }),
  firstStop: moment.nullable().meta({
    description: "When a pack of it was first looked at on its markets after it was signed, and so stopped.",
  }),
  attempts: figure.meta({ description: "Dispensings of its packs that were refused since it was signed." }),
});

export const withdrawn = z.strictObject({
  markets: z.array(market).meta({ description: "Where it may no longer be sold from now on." }),
});
