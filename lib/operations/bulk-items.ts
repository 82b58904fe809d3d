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

/** What an item says: a pack; a product without a serial; or what is wrong with it first, as a code of the GS1 parser. */
export type ReadItem =
  | { readonly reading: Reading }
  | { readonly product: true }
  | { readonly unreadable: Fault };

type Fault = { readonly code: string; readonly message: string };
/** What is none of the GS1 parser's findings: it can be read, and is something else. */
const NOT_A_PACK: Fault = { code: "NOT_A_PACK", message: "This is not the code of a pack." };

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
    return fits ? readingOf({ gtin, serial, batch: null, expiry: null }) : { unreadable: NOT_A_PACK };
  }
  const scan = readScan(item, { today });
  if (scan.kind === "pack") {
    const { gtin, serial, batch, expiry } = scan.pack;
    return readingOf({ gtin, serial, batch, expiry: expiry?.lastValidDay ?? null });
  }
  if (scan.kind === "product") return { product: true };
  const wrong = scan.kind === "unreadable" ? scan.issues.find(({ severity }) => severity === "error") : null;
  return { unreadable: wrong ?? NOT_A_PACK };
}
