import { z } from "zod";
import { UNDOABLE_STATES, type UndoableState } from "@/lib/core/pack/undo";
import type { BulkItem } from "@/lib/operations/bulk-items";
import { PLAIN_KINDS } from "@/lib/operations/job-kinds";
import { actingFor, batch, person } from "./fields";

/** What a job is asked for with. Lists are looked at by hand, once an item: half a million may come. */

/** A scanned code as it was read, or ["GTIN of 14 digits", "serial"]. */
const isItem = (item: unknown): item is BulkItem =>
  typeof item === "string"
    ? item.length > 0 && item.length <= 500
    : Array.isArray(item) &&
      item.length === 2 &&
      item.every((part) => typeof part === "string" && part.length <= 100);

const items = z.custom<readonly BulkItem[]>(
  (value) => Array.isArray(value) && value.every(isItem),
  "Expected a list of scanned codes, or of pairs of GTIN and serial number.",
);
const serialList = z.custom<readonly string[]>(
  (value) => Array.isArray(value) && value.every((one) => typeof one === "string" && one.length <= 100),
  "Expected a list of serial numbers.",
);

const isTenDays = (state: UndoableState): state is Exclude<UndoableState, "LOCKED"> => state !== "LOCKED";

export const jobRequest = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("verify"), items }),
  z.strictObject({ kind: z.enum(PLAIN_KINDS), actingFor, items }),
  z.strictObject({
    kind: z.literal("undo"),
    actingFor,
    undoes: z.enum(UNDOABLE_STATES.filter(isTenDays)),
    declaredNotHandedOver: z.boolean(),
    items,
  }),
  z.strictObject({ kind: z.literal("destroy"), actingFor, witness: person.nullable(), items }),
  z.strictObject({
    kind: z.literal("commission"),
    actingFor,
    batchId: batch,
    serials: z.union([z.strictObject({ import: serialList }), z.strictObject({ generate: z.int() })]),
  }),
]);
