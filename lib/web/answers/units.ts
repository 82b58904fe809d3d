import { z } from "zod";
import { BATCH_STATES, HOLD_KINDS, OWN_DISPOSITIONS, REGISTRY_STATES } from "@/lib/core/pack/axes";
import { big, count, dayOf, id, kindOf, linkOf, moment, statement, text } from "./parts";

const standing = z.enum(["HERE", "ELSEWHERE", "IN_TRANSIT", "FIRST_SEEN"]);

const productFacts = {
  id,
  holderId: id,
  gtin: text,
  name: text,
  strength: text,
  form: text,
  packSize: text,
  state: z.enum(["ACTIVE", "WITHDRAWN"]),
};

export const product = z
  .strictObject({
    ...productFacts,
    caseGtin: text.nullable(),
    caseSize: z.int().nullable(),
    serialised: z.boolean(),
    markets: z.array(text).meta({ description: "Where it is sold, ISO 3166 alpha-2." }),
    unserialisedMarkets: z
      .array(text)
      .meta({ description: "Those of them where its packs need no serial number." }),
  })
  .nullable();

export const foundUnits = z.array(
  z.strictObject({
    link: linkOf,
    known: z.boolean(),
    kind: kindOf.nullable(),
    here: z.boolean(),
    standing: standing.nullable(),
    state: z.enum(REGISTRY_STATES).nullable(),
    parentLink: linkOf.nullable(),
    product: text.nullable(),
    batch: text.nullable(),
    lastValidDay: dayOf.nullable(),
    packs: count.nullable(),
  }),
);

const recall = z.strictObject({
  class: z.int(),
  depth: z.enum(["wholesale", "pharmacy", "patient"]),
  publicText: text.nullable(),
  at: moment,
});

const tracedUnit = z.strictObject({
  link: linkOf,
  kind: kindOf,
  gtin: text.nullable(),
  serial: text.nullable(),
  sscc: text.nullable(),
  state: z.enum(REGISTRY_STATES),
  product: z.strictObject(productFacts).nullable(),
  batch: z
    .strictObject({
      number: text,
      lastValidDay: dayOf,
      state: z.enum(BATCH_STATES),
      held: z.boolean(),
      recall: recall.nullable(),
    })
    .nullable(),
  standing,
  holds: z
    .array(
      z.strictObject({
        id,
        kind: z.enum(HOLD_KINDS),
        reason: text,
        placedByOrgId: id,
        byRegulator: z.boolean().meta({ description: "Only an authority releases it." }),
        own: z.boolean(),
      }),
    )
    .nullable(),
  ownDisposition: z.enum(OWN_DISPOSITIONS).nullable(),
  parentLink: linkOf.nullable(),
});

const traceEvent = z.strictObject({
  eventId: id,
  seq: big,
  level: count,
  party: z.boolean(),
  mine: z.boolean(),
  statement,
  type: text,
  bizStep: text.nullable(),
  disposition: text.nullable(),
  registryState: text.nullable(),
  eventTime: moment.nullable(),
  recordTime: moment.nullable(),
  offset: text.nullable(),
  organisation: text.nullable(),
  orgId: id.nullable(),
  site: text.nullable(),
  gln: text.nullable(),
  entryMode: text.nullable(),
  person: text.nullable(),
  leafIndex: big.nullable(),
});

export const trace = z.strictObject({
  unit: tracedUnit.nullable(),
  events: z.array(traceEvent).nullable(),
  owner: text.nullable(),
});

export const packed = z.strictObject({ sscc: text, link: linkOf, count });
export const unpacked = z.strictObject({ count });
export const countedIn = z.strictObject({ counted: count, already: count });
export const found = z.strictObject({
  despatchAdvice: text,
  at: z.enum(["receiver", "sender"]),
  packs: count,
});
export const standingOf = standing;
