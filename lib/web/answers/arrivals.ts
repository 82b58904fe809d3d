import { z } from "zod";
import { ANNOUNCEMENT_SOURCES } from "@/lib/operations/arrival-ports";
import { count, id, linkOf, moment, text } from "./parts";

export const announced = z.strictObject({ announcementId: id, lines: count });

export const announcedReceived = z.strictObject({
  counted: count.meta({ description: "Units that nobody who tracks possessed: counted in here." }),
  waiting: count.meta({
    description: "Units that another party possesses by its data: they wait for these.",
  }),
  unknown: count.meta({ description: "Units that are not in Packproof." }),
  missing: count,
  overage: count,
  closed: z.boolean(),
});

export const waits = z.strictObject({
  waiting: count,
  announced: z.array(z.strictObject({ link: linkOf, shipmentId: id })),
  here: z.array(linkOf),
});

const state = { no: count, state: z.enum(["expected", "received", "missing", "overage"]) };
const line = z.union([
  z.strictObject({ ...state, link: linkOf, parentLink: linkOf.nullable(), received: z.null() }),
  z.strictObject({ ...state, gtin: text, batch: text, quantity: count, received: count.nullable() }),
]);

export const arrivals = z.strictObject({
  waiting: z.array(
    z.strictObject({
      id,
      siteId: id,
      link: linkOf,
      note: text,
      since: moment,
      age: z.number().meta({ description: "Milliseconds." }),
      due: moment,
      overdue: z.boolean(),
      shipmentId: id.nullable(),
      senderId: id.nullable(),
      sender: text.nullable(),
    }),
  ),
  unshipped: z.array(z.strictObject({ link: linkOf, receiverId: id, receiver: text, since: moment })),
  announced: z.array(
    z.strictObject({
      id,
      siteId: id,
      senderGln: text,
      despatchAdvice: text,
      orderNumber: text.nullable(),
      source: z.enum(ANNOUNCEMENT_SOURCES),
      announcedAt: moment,
      closedAt: moment.nullable(),
      lines: z.array(line),
      shipmentIds: z.array(id),
    }),
  ),
});
