import { z } from "zod";
import { EXCEPTION_KINDS, FOLLOW_UP_ACTS, HDA_CATEGORIES, OUTCOMES } from "@/lib/core/custody/exceptions";
import { SHIPMENT_PURPOSES } from "@/lib/core/custody/purposes";
import { BOOKS } from "@/lib/core/custody/quantities";
import { TURNS } from "@/lib/core/custody/turn";
import { count, dayOf, id, kindOf, linkOf, moment, text } from "./parts";
import { standingOf } from "./units";

export const shipped = z.strictObject({
  shipmentId: id,
  despatchAdvice: text,
  receiver: text,
  units: count,
  packs: count,
});

export const checkedShipment = z.strictObject({
  receiver: z.strictObject({
    organisation: text,
    site: text,
    licensed: z.boolean(),
    refused: text.nullable().meta({ description: "Why nothing goes there for this purpose; null: it may." }),
  }),
  packs: count,
  unknown: z.array(linkOf),
  away: z.array(z.strictObject({ link: linkOf, standing: standingOf })),
  packed: z.array(z.strictObject({ link: linkOf, parentLink: linkOf })),
  blocked: z.array(z.strictObject({ link: linkOf, reason: text, batch: text, count })),
  notRecalled: z
    .array(z.strictObject({ link: linkOf, batch: text, count }))
    .meta({ description: "What has no business in a recall return." }),
});

export const foundDelivery = z.strictObject({ shipmentId: id.nullable() });
export const received = z.strictObject({
  packs: count,
  missing: count,
  overage: count,
  held: count,
  setAside: count.meta({ description: "Packs without serials that came with something wrong." }),
  expected: count.meta({ description: "Packs that are still expected with this delivery." }),
});

export const crossDocked = z.strictObject({ received, shipped });

const sideOf = z.enum(["sender", "receiver"]);
const outcome = z.enum(OUTCOMES);
export const agreed = z.strictObject({ outcome });
const act = z.enum(FOLLOW_UP_ACTS);
export const carriedOut = z.strictObject({ did: act });

const exception = z.strictObject({
  id,
  shipmentId: id,
  kind: z.enum(EXCEPTION_KINDS),
  category: z.enum(HDA_CATEGORIES).meta({ description: "Category of the HDA guideline for exceptions." }),
  link: linkOf.nullable().meta({ description: "Null: nothing of the unit could be read." }),
  quantity: count.nullable().meta({
    description: "How many packs without serials of the batch that `link` names; null: it is about one unit.",
  }),
  note: text,
  raisedAt: moment,
  possible: z.array(outcome).meta({ description: "What both sides can agree on." }),
  toDo: z
    .strictObject({ by: sideOf, act })
    .nullable()
    .meta({ description: "What is to be done with the goods after the agreement, and by which side." }),
  turn: z.enum(TURNS).nullable().meta({
    description:
      "Whose move it is, as your side sees it: say (nobody has proposed anything), answer (they have), do (agreed, and you have the goods), wait (theirs).",
  }),
  proposal: z.strictObject({ outcome, by: sideOf }).nullable(),
  outcome: outcome.nullable(),
  closedAt: moment.nullable(),
  thread: z.array(
    z.strictObject({
      at: moment,
      side: sideOf.nullable(),
      said: z.enum(["note", "proposed", "agreed", "carried-out", "found", "seen"]),
      outcome: outcome.nullable(),
      text,
    }),
  ),
});

const side = z.strictObject({ organisation: text, site: text, city: text, gln: text }).nullable();

const line = z.strictObject({
  id: text,
  link: linkOf,
  kind: kindOf,
  gtin: text.nullable(),
  serial: text.nullable(),
  sscc: text.nullable(),
  packCount: count,
  state: z.enum(["expected", "received", "missing"]),
  product: text.nullable(),
  batch: text.nullable(),
});

export const delivery = z.strictObject({
  delivery: z.strictObject({
    id,
    despatchAdvice: text,
    orderNumber: text.nullable(),
    purpose: z.enum(SHIPMENT_PURPOSES),
    buyerId: id.nullable().meta({ description: "Who bought a drop shipment." }),
    senderId: id,
    senderSiteId: id,
    ownerId: id.nullable().meta({ description: "In whose name it left, when that is not the sender's." }),
    receiverId: id,
    receiverSiteId: id,
    state: z.enum(["OPEN", "RECEIVED", "PARTLY_RECEIVED", "VOIDED"]),
    packCount: count,
    shippedAt: moment,
    receivedAt: moment.nullable(),
    lines: z.array(line),
  }),
  sender: side,
  receiver: side,
  toHere: z.boolean(),
  fromHere: z.boolean(),
  quantities: z
    .array(
      z.strictObject({
        batchId: id,
        productId: id,
        holderId: id,
        gtin: text,
        batch: text,
        product: text,
        book: z.enum(BOOKS).meta({ description: "Of the sender: where they stood." }),
        quantity: count,
        received: count,
        missing: count,
      }),
    )
    .meta({ description: "Packs without serials." }),
  units: z.array(
    z.strictObject({
      id: linkOf,
      parentId: linkOf.nullable(),
      packs: count,
      kind: kindOf,
      product: text.nullable(),
      batch: text.nullable(),
      lastValidDay: dayOf.nullable(),
    }),
  ),
  exceptions: z.array(exception),
});
