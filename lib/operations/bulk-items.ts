import { isCset82 } from "@/lib/core/gs1/charset";
import { hasValidCheckDigit } from "@/lib/core/gs1/check-digit";
import { readScan } from "@/lib/core/gs1/scan";
import type { EntryMode } from "./ports";
import type { Reading } from "./reading";
import type { TenantScope } from "./scope";

/** A scanned code as it was read, or product code and serial. */
export type BulkItem = string | readonly [gtin: string, serial: string];

/** Stands for an item that is the same as an earlier one, by its number in the list. */
export type Repeated = { readonly as: number };

/** What an item says: a pack; a product without a serial; a text of which nothing can be read. */
export type ReadItem =
  | { readonly reading: Reading }
  | { readonly product: true }
  | { readonly unreadable: string };

/** How the items came in: a person's list is a file, a program's is its own. */
export const entryOf = ({ key }: TenantScope): EntryMode => (key ? "api" : "file");

export function readItem(item: BulkItem, { today, entry }: { today: string; entry: EntryMode }): ReadItem {
  const readingOf = (read: Pick<Reading, "gtin" | "serial" | "batch" | "expiry">) => ({
    reading: { ...read, printConfirmed: false, entry },
  });
  if (typeof item !== "string") {
    const [gtin, serial] = item;
    const fits =
      /^\d{14}$/.test(gtin) && hasValidCheckDigit(gtin) && /^.{1,20}$/.test(serial) && isCset82(serial);
    return fits ? readingOf({ gtin, serial, batch: null, expiry: null }) : { unreadable: "NOT_A_PACK" };
  }
  const scan = readScan(item, { today });
  if (scan.kind === "pack") {
    const { gtin, serial, batch, expiry } = scan.pack;
    return readingOf({ gtin, serial, batch, expiry: expiry?.lastValidDay ?? null });
  }
  if (scan.kind === "product") return { product: true };
  return { unreadable: (scan.kind === "unreadable" && scan.issues[0]?.code) || "NOT_A_PACK" };
}
