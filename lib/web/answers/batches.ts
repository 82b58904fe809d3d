import { z } from "zod";
import { big, count, id, linkOf, moment, text } from "./parts";

const rows = z.array(z.strictObject({ row: count, serial: text, why: text }));

export const createdBatch = z.strictObject({ batchId: id });
export const commissioned = z.strictObject({
  gtin: text,
  batch: text,
  expiryPrinted: text,
  serials: z.array(text),
});
export const checkedImport = z.strictObject({ fresh: z.array(text), duplicates: rows, rejected: rows });
export const batchPacks = z.array(
  z.strictObject({ id: big, serial: text, link: linkOf, state: text, packed: z.boolean() }),
);
export const prints = z.array(
  z.strictObject({
    id,
    at: moment,
    person: text.nullable(),
    count,
    serialFrom: text,
    serialTo: text,
    fromId: big,
    toId: big,
    reason: text.nullable(),
    outcome: z.enum(["open", "checked", "spoiled"]),
  }),
);
export const recordedPrint = z.strictObject({ printId: id });
export const settledPrint = z.strictObject({ outcome: z.enum(["checked", "spoiled"]) });
export const batchNow = z.array(
  z.strictObject({
    holderId: id,
    holder: text,
    siteId: id.nullable(),
    site: text.nullable(),
    city: text.nullable(),
    place: z.enum(["AT_SITE", "IN_TRANSIT", "LEFT_NETWORK"]),
    state: text,
    ownDisposition: text.nullable(),
    held: z.boolean(),
    count,
  }),
);
