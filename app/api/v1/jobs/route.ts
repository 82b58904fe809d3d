import { z } from "zod";
import { type BulkItem, MAX_BULK_ITEMS, startBulkVerify } from "@/lib/operations/start-bulk-verify";
import { startedJob } from "@/lib/web/answers/jobs";
import { command } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

/** A scanned code as it was read, or ["GTIN of 14 digits", "serial"]. Looked at by hand: half a million are. */
const isItem = (item: unknown): item is BulkItem =>
  typeof item === "string"
    ? item.length > 0 && item.length <= 500
    : Array.isArray(item) &&
      item.length === 2 &&
      item.every((part) => typeof part === "string" && part.length <= 100);

const fields = z.strictObject({
  kind: z.literal("verify"),
  items: z.custom<readonly BulkItem[]>(
    (value) => Array.isArray(value) && value.every(isItem),
    "Expected a list of scanned codes, or of pairs of GTIN and serial number.",
  ),
});

/** 500,000 scanned codes with their escapes are two thirds of it. */
const MOST_BYTES = MAX_BULK_ITEMS * 128;

export const POST = command(
  fields,
  ({ web, scope, input: { items }, requestKey }) => startBulkVerify(web.deps, scope, { requestKey, items }),
  {
    summary: "Start a job for many packs",
    description:
      "Up to 500,000 packs, each verified and recorded as if it had been scanned at this site. The worker does it; ask for the job's progress by its id.",
    scope: "verify-pack",
    maxBytes: MOST_BYTES,
    answer: startedJob,
    example: { kind: "verify", items: [["09520101100016", "4KP7ZQ3M9T2H"]] },
  },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = notAllowed("POST");
