import { z } from "zod";
import { SEEN_PROBLEMS } from "@/lib/core/custody/exceptions";
import { SHIPMENT_PURPOSES } from "@/lib/core/custody/purposes";
import { BOOKS, QUANTITY_AT_MOST } from "@/lib/core/custody/quantities";
import { isCset82 } from "@/lib/core/gs1/charset";
import { hasValidCheckDigit } from "@/lib/core/gs1/check-digit";
import { toGtin14 } from "@/lib/core/gs1/gtin";
import { RECALL_DEPTHS } from "@/lib/core/pack/axes";
import { batchId, holdId, keyId, orgId, personId, productId, shipmentId, siteId } from "@/lib/core/pack/ids";
import { announcementId } from "@/lib/operations/arrival-ports";
import { exceptionId } from "@/lib/operations/exception-ports";
import { MODES, PACKS_AT_MOST } from "@/lib/operations/many-packs";
import { recallId } from "@/lib/operations/market-ports";
import { ENTRY_MODES } from "@/lib/operations/ports";
import type { Reading } from "@/lib/operations/reading";

/** The fields that requests are made of. Each says in its message what it expects. */

const uuid = z.uuid("Expected an id.").transform((text) => text.toLowerCase());
export const batch = uuid.transform(batchId);
export const hold = uuid.transform(holdId);
export const key = uuid.transform(keyId);
export const organisation = uuid.transform(orgId);
/** In whose name; absent: the own organisation's. */
export const actingFor = organisation.optional();
export const person = uuid.transform(personId);
export const product = uuid.transform(productId);
export const shipment = uuid.transform(shipmentId);
export const site = uuid.transform(siteId);
export const event = uuid;
export const job = uuid;

export const entry = z.enum(ENTRY_MODES);

export const gtin = z
  .string()
  .refine((text) => /^\d{14}$/.test(text) && hasValidCheckDigit(text), "Expected a GTIN of 14 digits.");
/** Of 8, 12, 13 or 14 digits, as bar codes carry it; becomes 14. */
export const anyGtin = z.string().transform((text, context): string => {
  const full = /^\d+$/.test(text) ? toGtin14(text) : null;
  if (full !== null) return full;
  context.addIssue("Expected a GTIN of 8, 12, 13 or 14 digits.");
  return z.NEVER;
});
const ofLabel = (what: string) =>
  z.string().min(1).max(20).refine(isCset82, `Expected a ${what} of 1 to 20 letters, digits or signs.`);
export const serial = ofLabel("serial number");
export const lot = ofLabel("batch number");
/** YYYY-MM-DD. */
export const day = z.iso.date("Expected a date, YYYY-MM-DD.");
export const printedExpiry = z.string().regex(/^\d{6}$/, "Expected six digits, YYMMDD.");

/** A canonical GS1 Digital Link; longer than any that a pack or container can have is refused. */
export const link = z
  .string()
  .max(200)
  .regex(/^https:\/\/id\.gs1\.org\/[!-~]+$/, "Expected a canonical GS1 Digital Link.");
export const links = (most: number) => z.array(link).max(most);
/** One pack or many, and what becomes of the call when some are refused. */
export const packs = {
  actingFor,
  links: links(PACKS_AT_MOST),
  mode: z.enum(MODES).default("all-or-nothing"),
  entry,
};

const quantityLine = z.strictObject({
  gtin: anyGtin,
  batch: lot,
  quantity: z.int().min(1).max(QUANTITY_AT_MOST),
});
/** Packs without serials: how many of which batch. */
export const quantityLines = z.array(quantityLine).max(500);
/** And on which of the site's books they stand. */
export const bookedLines = z
  .array(
    quantityLine.extend({
      book: z.enum(BOOKS).optional().meta({
        description: "Where they stand: what came back or was set aside is no stock. Absent: STOCK.",
      }),
    }),
  )
  .max(500);
/** What a shipment is for: decides what may be in it and to whom it goes. */
export const purpose = z.enum(SHIPMENT_PURPOSES);
/** Who buys a drop shipment; absent for every other purpose. */
export const buyer = organisation.optional();
/** As the receiver wrote it: printable, because it becomes part of an identifier in events. */
export const orderNumber = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[\x20-\x7e]+$/, "Expected up to 40 plain characters.");
/** A reason code of a verdict, or what the person saw in its own words. */
export const cause = z.string().trim().min(1).max(200);

export const gln = z
  .string()
  .refine((digits) => /^\d{13}$/.test(digits) && hasValidCheckDigit(digits), "Expected a GLN of 13 digits.");
export const announcement = uuid.transform(announcementId);

/** As it hangs on the shelf. */
export const placeLabel = ofLabel("place label");

/** A word to the other side of a delivery. */
export const said = z.string().trim().min(1).max(1_000);
/** Some of those that were counted, with what a person saw on them. */
export const quantityProblems = z
  .array(quantityLine.extend({ kind: z.enum(SEEN_PROBLEMS), note: said }))
  .max(500);
export const exception = uuid.transform(exceptionId);

/** Why somebody decided about a batch or product: kept, and shown to those it concerns. */
export const reason = z.string().max(1_000);
/** ISO 3166 alpha-2; the operation says which may be named. */
export const markets = z.array(z.string().max(10)).max(60);
export const recallOf = uuid.transform(recallId);
export const recall = z.strictObject({
  class: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  depth: z.enum(RECALL_DEPTHS),
  publicText: z.string().trim().min(1).max(1_000).nullable(),
});

/** What the person at the returns desk has seen. */
export const declared = z.strictObject({
  handedOver: z.boolean(),
  intact: z.boolean(),
  storedWell: z.boolean(),
});

/** One pack as it was read. */
export const reading: z.ZodType<Reading> = z.strictObject({
  gtin,
  serial,
  batch: lot.nullable(),
  expiry: day.nullable(),
  printConfirmed: z.boolean(),
  entry,
});
